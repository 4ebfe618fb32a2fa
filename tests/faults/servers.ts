import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import type { LocalServer } from '../../local/process/local-server.js';
import { startMongod } from '../../local/stores/mongod.js';
import { startRedis } from '../../local/stores/redis.js';

/** A real server that a case may kill, freeze and restart on the same port, with its data or without. */
export interface Victim {
  port: number;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Starts it again after a kill. */
  start(options?: { empty?: boolean }): Promise<void>;
  running(): boolean;
  stop(): Promise<void>;
}

type Start = (options: { dataDir: string; cacheDir: string; port?: number }) => Promise<LocalServer>;

export const startMongoVictim = (dir: string) => startVictim(startMongod, join(dir, 'mongo'));
export const startRedisVictim = (dir: string) => startVictim(startRedis, join(dir, 'redis'));

async function startVictim(start: Start, dataDir: string): Promise<Victim> {
  const cacheDir = defaultCacheDir(process.env);
  let server = await start({ dataDir, cacheDir });
  let up = true;
  const { port } = server;
  return {
    port,
    async kill() {
      up = false;
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
    },
    freeze: () => void process.kill(server.pid, 'SIGSTOP'),
    thaw: () => void process.kill(server.pid, 'SIGCONT'),
    async start({ empty = false } = {}) {
      if (empty) await rm(dataDir, { recursive: true, force: true });
      server = await start({ dataDir, cacheDir, port });
      up = true;
    },
    running: () => up,
    stop: () => server.stop(),
  };
}
