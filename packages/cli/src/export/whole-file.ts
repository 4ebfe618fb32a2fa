import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { EXIT, Failure } from '../failure.js';

/**
 * Writes a file atomically: next to its place first, then it is moved.
 * @param chunks read after the check that the file can be written
 * @returns the number of bytes
 * @throws Failure FILE_EXISTS without `force`, BAD_FILE
 */
export async function writeWhole(
  file: string,
  chunks: AsyncIterable<string | Uint8Array>,
  { force }: { force: boolean },
): Promise<number> {
  const place = await placeOf(file, force);
  const fresh = `${place}.${randomBytes(4).toString('hex')}.part`;
  const handle = await open(fresh, 'wx').catch((error: Error) => {
    throw bad(file, error.message);
  });
  try {
    const bytes = await fill(handle, chunks);
    await move(fresh, place, file, force);
    return bytes;
  } finally {
    await rm(fresh, { force: true });
  }
}

/** The target of a link, so that the link stays. */
async function placeOf(file: string, force: boolean): Promise<string> {
  const found = await lstat(file).catch(() => null);
  if (!found) return file;
  if (!force) throw exists(file);
  const place = await realpath(file).catch((error: Error) => {
    throw bad(file, error.message);
  });
  // A device or a folder must not be replaced.
  if (!(await lstat(place)).isFile()) throw bad(file, 'it is not a regular file');
  return place;
}

async function fill(handle: FileHandle, chunks: AsyncIterable<string | Uint8Array>): Promise<number> {
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function move(fresh: string, place: string, file: string, force: boolean): Promise<void> {
  if (!force) {
    try {
      // Unlike rename, it fails if another program has made the file meanwhile.
      return await link(fresh, place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw exists(file);
      // A file system without hard links.
      if (await lstat(place).catch(() => null)) throw exists(file);
    }
  }
  await rename(fresh, place);
}

const exists = (file: string) =>
  new Failure(EXIT.usage, 'FILE_EXISTS', `${file} exists: give --force to replace it.`);
const bad = (file: string, why: string) => new Failure(EXIT.usage, 'BAD_FILE', `${file}: ${why}.`);
