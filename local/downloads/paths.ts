import { access, mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { megabytes } from '../output/progress.js';
import { whileLocked } from './lock.js';

/** The folder for downloads, shared by all checkouts: `SMART_CONTENT_CACHE`, or the system's cache folder. */
export function defaultCacheDir(env: Record<string, string | undefined>): string {
  if (env.SMART_CONTENT_CACHE) return env.SMART_CONTENT_CACHE;
  const base =
    env.XDG_CACHE_HOME ||
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'smart-content-generator');
}

export interface CacheOptions {
  /** The maximum disk space during the build, in bytes. With less free space the build does not start. */
  needs?: number;
  log?: (line: string) => void;
}

/** The file that keeps an interrupted download for the next start, next to its directory. */
export const partialOf = (dir: string) => `${dir}.download`;

/**
 * A directory that is built once: next to its place, then moved there, so an interrupted build leaves no incomplete
 * directory. Of two concurrent starts, one builds and the other waits.
 * @throws one line if the disk has less free space than `needs`
 */
export async function cachedOnce(
  dir: string,
  build: (tempDir: string) => Promise<void>,
  { needs = 0, log = () => {} }: CacheOptions = {},
): Promise<string> {
  if (await exists(dir)) return dir;
  await mkdir(dirname(dir), { recursive: true });
  const waits = () => log(`Another start downloads ${basename(dir)}: waiting for it`);
  await whileLocked(`${dir}.lock`, waits, async () => {
    if (await exists(dir)) return;
    const there = await stat(partialOf(dir)).then(
      ({ size }) => size,
      () => 0,
    );
    await requireSpace(dirname(dir), needs - there);
    const temp = `${dir}.part`;
    // Left by a killed start.
    await rm(temp, { recursive: true, force: true });
    await mkdir(temp);
    try {
      await build(temp);
      await rename(temp, dir);
    } finally {
      await rm(temp, { recursive: true, force: true });
    }
  });
  return dir;
}

/** @throws one line with the needed and the free space */
async function requireSpace(dir: string, needs: number): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  if (free >= needs) return;
  throw new Error(
    `${megabytes(needs)} are needed in ${dir}, and ${megabytes(free)} are free: make room, or set SMART_CONTENT_CACHE to another disk`,
  );
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
