import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { download, downloadText } from '../downloads/download.js';
import type { Progress } from '../output/progress.js';
import { run } from '../process/run.js';

/**
 * Downloads MongoDB's build for this system and puts its mongod into `into`. mongodb-memory-server selects and unpacks
 * the archive. The transport is ours, because its own accepts any certificate, waits a minute for a silent host, and
 * prints its own progress. Its settings (`MONGOMS_…`, such as `MONGOMS_DOWNLOAD_MIRROR`) apply.
 * @throws one line if the host is unreachable, has no such build, or the build does not run here
 */
export async function downloadMongod({
  version,
  into,
  partial,
  progress,
}: {
  version: string;
  into: string;
  /** The file for the archive; a later start resumes it. */
  partial: string;
  progress: Progress;
}): Promise<void> {
  // Loaded here only, because it loads a part of MongoDB's driver.
  const [{ MongoBinaryDownload }, { DryMongoBinary }] = await Promise.all([
    import('mongodb-memory-server-core/lib/util/MongoBinaryDownload.js'),
    import('mongodb-memory-server-core/lib/util/DryMongoBinary.js'),
  ]);

  class VerifiedDownload extends MongoBinaryDownload {
    override async download(url: string): Promise<string> {
      const sha256 = (await downloadText(`${url}.sha256`)).trim().split(/\s/)[0] ?? '';
      await download({ url, name: `mongod ${version}`, sha256, file: partial, progress });
      // It recognizes the kind of an archive by its name.
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
