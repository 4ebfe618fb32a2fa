import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** The holder updates the file this often. Without an update for the longer time it counts as dead. In milliseconds. */
const BEAT_MS = 2_000;
const DEAD_AFTER_MS = 15_000;
const LOOK_MS = 200;
const REPORT_MS = 500;

/**
 * Runs `work` while no other process holds the lock file. The lock of a dead process is taken over: at once if the
 * process was on this machine, otherwise after it has been silent. Calls `onWait` once if it waits for long.
 *
 * Own code, because proper-lockfile takes a lock over by its age only: a killed start would block the next one for
 * seconds, or a busy holder would lose its lock. And two processes that take over at the same time could both hold it.
 */
export async function whileLocked<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  let reported = false;
  while (!(await take(file))) {
    if (await removeDead(file)) continue;
    if (!reported && Date.now() - began > REPORT_MS) {
      reported = true;
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

/** Removes the lock of a dead holder. False if the lock is still held. */
async function removeDead(file: string): Promise<boolean> {
  try {
    const [{ mtimeMs }, holder] = await Promise.all([stat(file), readFile(file, 'utf8')]);
    const [host, pid] = holder.split(' ');
    const gone = host === hostname() && Number(pid) > 0 && !isAlive(Number(pid));
    if (!gone && Date.now() - mtimeMs < DEAD_AFTER_MS) return false;
    // Another process may do the same: check which lock was moved before removing it.
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
