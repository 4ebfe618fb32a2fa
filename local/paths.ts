import { access, mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { whileLocked } from './lock.js';
import { megabytes } from './progress.js';

/** Where downloads are kept between starts and checkouts: `SMART_CONTENT_CACHE`, else the system's place for caches. */
export function defaultCacheDir(env: Record<string, string | undefined>): string {
  if (env.SMART_CONTENT_CACHE) return env.SMART_CONTENT_CACHE;
  const base =
    env.XDG_CACHE_HOME ||
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'smart-content-generator');
}

export interface CacheOptions {
  /** What its building takes on the disk, at its most, in bytes; none is begun where less is free. */
  needs?: number;
  log?: (line: string) => void;
}

/** Where a download that breaks off is kept for the next start, beside the directory that is made of it. */
export const partialOf = (dir: string) => `${dir}.download`;

/**
 * A directory that is made once: built beside its place and moved there when it is whole, so that an interrupted
 * build leaves nothing half-made. Of two starts at the same time one builds, and the other waits for it.
 * @throws one line where the disk has less room than `needs`
 */
export async function cachedOnce(
  dir: string,
  build: (tempDir: string) => Promise<void>,
  { needs = 0, log = () => {} }: CacheOptions = {},
): Promise<string> {
  if (await exists(dir)) return dir;
  await mkdir(dirname(dir), { recursive: true });
  const waits = () => log(`another start downloads ${basename(dir)}: waiting for it`);
  await whileLocked(`${dir}.lock`, waits, async () => {
    if (await exists(dir)) return;
    const there = await stat(partialOf(dir)).then(
      ({ size }) => size,
      () => 0,
    );
    await requireSpace(dirname(dir), needs - there);
    const temp = `${dir}.part`;
    // A start that was killed left this.
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

/** @throws one line that says how much is needed and where */
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
