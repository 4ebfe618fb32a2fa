import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import { startMongod } from '../../local/stores/mongod.js';
import { startRedis } from '../../local/stores/redis.js';
import { makeDataFolder } from './data-folder.js';
import { REDIS_DATABASES } from './redis-databases.js';

declare module 'vitest' {
  interface ProvidedContext {
    mongoUri: string;
    redisUri: string;
    /** The settings for a Redis of several servers, for processes and tests. Null for the one at `redisUri`. */
    redisGroup: Record<string, string> | null;
  }
}

/**
 * A real MongoDB and a real Redis for the whole run, on free ports and with temporary data, or those that
 * tests/hosts/clusters.ts has started.
 */
export default async function setup(project: TestProject) {
  const { TEST_MONGO_URI, TEST_REDIS_GROUP } = process.env;
  if (TEST_MONGO_URI && TEST_REDIS_GROUP) {
    project.provide('mongoUri', TEST_MONGO_URI);
    project.provide('redisUri', '');
    project.provide('redisGroup', JSON.parse(TEST_REDIS_GROUP));
    return;
  }
  project.provide('redisGroup', null);
  const data = await makeDataFolder('smart-content-tests-');
  const cacheDir = defaultCacheDir(process.env);
  const servers = await Promise.all([
    startMongod({ dataDir: join(data, 'mongo'), cacheDir }),
    startRedis({ dataDir: join(data, 'redis'), cacheDir, databases: REDIS_DATABASES }),
  ]);
  project.provide('mongoUri', servers[0].uri);
  project.provide('redisUri', servers[1].uri);
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(data, { recursive: true, force: true });
  };
}
