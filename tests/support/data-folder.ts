import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** A container may have 64 MB there. A run takes about 500 MB. */
const NEEDS = 4_000_000_000;

/** A new folder for the data of servers: in memory if there is room, since MongoDB waits for the disk at each write. */
export async function makeDataFolder(prefix: string): Promise<string> {
  const { bavail = 0, bsize = 0 } = await statfs(MEMORY).catch(() => ({}) as Record<string, number>);
  return mkdtemp(join(bavail * bsize >= NEEDS ? MEMORY : tmpdir(), prefix));
}
