import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import { startMongod } from '../../local/stores/mongod.js';
import { startRedis } from '../../local/stores/redis.js';
import { ROOT } from '../lib/process.js';

/** MongoDB and Redis for one run, with a database for each caller. */
export interface Stores {
  mongoUri(database: string): string;
  redisUrl(database: number): string;
  mongoPid: number;
  redisPid: number;
  /** Empties one database of Redis. */
  flush(database: number): Promise<void>;
  drop(database: string): Promise<void>;
  /** Empties collections. */
  clear(database: string, collections: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Everything that is read while A is measured fits in memory, so that the servers are compared, not the disk. */
const CACHE = '1500MB';

/** @param keep whether the data stay in `bench/.data`, for the next run that keeps them */
export async function startStores(keep: boolean): Promise<Stores> {
  const dir = keep ? join(ROOT, 'bench/.data') : await mkdtemp(join(tmpdir(), 'smart-content-bench-'));
  await mkdir(dir, { recursive: true });
  const cacheDir = defaultCacheDir(process.env);
  const log = (line: string) => console.error(line);
  const [mongod, redis] = await Promise.all([
    startMongod({ dataDir: join(dir, 'mongo'), cacheDir, log }),
    startRedis({ dataDir: join(dir, 'redis'), cacheDir, log }),
  ]);
  const client = await new mongoose.mongo.MongoClient(mongod.uri).connect();
  await client.db('admin').command({ setParameter: 1, wiredTigerEngineRuntimeConfig: `cache_size=${CACHE}` });
  const flushing = new Redis(redis.uri);
  await flushing.flushall();
  return {
    mongoUri: (database) => mongod.uri.replace('/smart-content?', `/${database}?`),
    redisUrl: (database) => `${redis.uri}/${database}`,
    mongoPid: mongod.pid,
    redisPid: redis.pid,
    async flush(database) {
      await flushing.select(database);
      await flushing.flushdb();
    },
    drop: async (database) => void (await client.db(database).dropDatabase()),
    async clear(database, collections) {
      for (const name of collections) await client.db(database).collection(name).deleteMany({});
    },
    async close() {
      flushing.disconnect();
      await client.close();
      await Promise.all([mongod.stop(15_000), redis.stop()]);
      if (!keep) await rm(dir, { recursive: true, force: true });
    },
  };
}
