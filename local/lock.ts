import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** The holder says this often that it lives, and is taken for dead after a longer silence, in ms. */
const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 15_000;
const LOOK_MS = 200;
const TELL_MS = 500;

/**
 * Runs `work` while nobody else, in whatever process, does the same for this lock file. A holder that was killed does
 * not matter: its lock is taken over, at once where it was of this machine. `onWait` is told once if it has to wait for long.
 */
export async function whileLocked<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  let told = false;
  while (!(await take(file))) {
    if (await removeDead(file)) continue;
    if (!told && Date.now() - began > TELL_MS) {
      told = true;
      onWait();
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(file, now, now).catch(() => {});
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${hostname()} ${process.pid} ${randomUUID()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether there is no lock any more: it was given back, or its holder is dead and it was taken from him. */
async function removeDead(file: string): Promise<boolean> {
  try {
    const [{ mtimeMs }, holder] = await Promise.all([stat(file), readFile(file, 'utf8')]);
    const [host, pid] = holder.split(' ');
    const gone = host === hostname() && Number(pid) > 0 && !isAlive(Number(pid));
    if (!gone && Date.now() - mtimeMs < DEAD_AFTER_MS) return false;
    // Others may do the same: whose was moved away is looked at before it is thrown away.
    const aside = `${file}.${randomUUID()}`;
    await rename(file, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await link(aside, file).catch(() => {});
    await rm(aside, { force: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
