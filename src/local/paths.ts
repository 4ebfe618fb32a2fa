import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where downloads are kept between starts and checkouts: `SMART_CONTENT_CACHE`, else the system's place for caches. */
export function defaultCacheDir(env: Record<string, string | undefined>): string {
  if (env.SMART_CONTENT_CACHE) return env.SMART_CONTENT_CACHE;
  const base =
    env.XDG_CACHE_HOME ||
    (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'));
  return join(base, 'smart-content-generator');
}

/**
 * A directory that is made once: built beside its place and moved there when it is whole, so that an interrupted
 * build leaves nothing half-made, and of two builds at the same time either one serves.
 */
export async function cachedOnce(dir: string, build: (tempDir: string) => Promise<void>): Promise<string> {
  if (await exists(dir)) return dir;
  await mkdir(dirname(dir), { recursive: true });
  const temp = await mkdtemp(`${dir}.part-`);
  try {
    await build(temp);
    await rename(temp, dir);
  } catch (error) {
    if (!(await exists(dir))) throw error;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
  return dir;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
