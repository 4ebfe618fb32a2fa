import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Where downloads are kept, per user, so that a second checkout need not fetch them again. */
export function defaultCacheDir(env: Record<string, string | undefined>): string {
  if (env.SMART_CONTENT_CACHE) return env.SMART_CONTENT_CACHE;
  const name = 'smart-content-generator';
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, name);
  const home = env.HOME || homedir();
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches', name) : join(home, '.cache', name);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const building = new Map<string, Promise<string>>();

async function buildOnce(dir: string, build: (tempDir: string) => Promise<void>): Promise<string> {
  if (await exists(dir)) return dir;
  await mkdir(dirname(dir), { recursive: true });
  const temp = await mkdtemp(join(dirname(dir), `.${basename(dir)}-`));
  try {
    await build(temp);
    await rename(temp, dir);
  } catch (error) {
    await rm(temp, { recursive: true, force: true });
    // Another process was quicker: its directory is as good as ours.
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || !(await exists(dir))) throw error;
  }
  return dir;
}

/**
 * A directory that is either whole or not there: it is built beside its place and renamed into it.
 * Two starts at the same moment may both build; one of them wins, and both get the same path.
 */
export function cachedOnce(dir: string, build: (tempDir: string) => Promise<void>): Promise<string> {
  const present = building.get(dir);
  if (present) return present;
  const made = buildOnce(dir, build).finally(() => building.delete(dir));
  building.set(dir, made);
  return made;
}
