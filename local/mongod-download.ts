import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { download, downloadText } from './download.js';
import type { Progress } from './progress.js';
import { run } from './run.js';

/**
 * Downloads MongoDB's own build for this system and leaves its mongod in `into`. mongodb-memory-server knows which of
 * MongoDB's archives suits which system, and unpacks it; the transport is ours, as its own trusts any certificate,
 * waits a minute for a host that does not answer, and prints a progress of its own. Its settings (`MONGOMS_…`, such as
 * `MONGOMS_DOWNLOAD_MIRROR`) hold.
 * @throws one line where the host can't be reached, has no such build, or the build does not run here
 */
export async function downloadMongod({
  version,
  into,
  partial,
  progress,
}: {
  version: string;
  into: string;
  /** Where the archive grows; a later start goes on with it. */
  partial: string;
  progress: Progress;
}): Promise<void> {
  // Loaded here only: it brings a part of MongoDB's driver along.
  const [{ MongoBinaryDownload }, { DryMongoBinary }] = await Promise.all([
    import('mongodb-memory-server-core/lib/util/MongoBinaryDownload.js'),
    import('mongodb-memory-server-core/lib/util/DryMongoBinary.js'),
  ]);

  class VerifiedDownload extends MongoBinaryDownload {
    override async download(url: string): Promise<string> {
      const sha256 = (await downloadText(`${url}.sha256`)).trim().split(/\s/)[0] ?? '';
      await download({ url, name: `mongod ${version}`, sha256, file: partial, progress });
      // It tells the kind of an archive by its name.
      const archive = join(into, basename(new URL(url).pathname));
      await rename(partial, archive);
      return archive;
    }
  }

  const options = await DryMongoBinary.generateOptions({ version, downloadDir: into });
  const downloader = new VerifiedDownload({ ...options, checkMD5: false });
  const unpacked = await downloader.getMongodPath();
  const mongod = join(into, 'mongod');
  await rename(unpacked, mongod);
  await run(mongod, ['--version']).catch((error: Error) => {
    throw new Error(`mongod ${version} does not run on this system (${error.message})`);
  });
}
