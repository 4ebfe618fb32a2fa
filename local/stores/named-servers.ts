import { randomBytes } from 'node:crypto';
import { loadApiEnv, loadWorkerEnv } from '../../src/config/env.js';
import { EnvError, type EnvSource } from '../../src/config/env-source.js';
import { namesRedis } from '../../src/config/redis-parts.js';
import type { Logger } from '../output/log.js';

/** Stand-ins for what local mode supplies, so that the other settings can be read. */
const FILLED_IN = { MONGO_URI: 'mongodb://127.0.0.1/local', REDIS_URL: 'redis://127.0.0.1' };

/**
 * Reads the settings as the processes do.
 * @throws EnvError with all faults of both processes' settings
 */
export function readSettings(env: EnvSource) {
  const named = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  const redis = namesRedis(named) ? {} : { REDIS_URL: FILLED_IN.REDIS_URL };
  const model = named.OPENROUTER_KEY ? {} : { BASE_URL: 'http://127.0.0.1' };
  const secret = { JWT_SECRET: randomBytes(48).toString('base64url') };
  const source = { MONGO_URI: FILLED_IN.MONGO_URI, ...redis, ...model, ...secret, ...named };
  const faults = new Set<string>();
  const read = <T>(load: (source: EnvSource) => T): T | null => {
    try {
      return load(source);
    } catch (error) {
      if (!(error instanceof EnvError)) throw error;
      for (const fault of error.faults) faults.add(fault);
      return null;
    }
  };
  const api = read(loadApiEnv);
  const worker = read(loadWorkerEnv);
  if (!api || !worker) throw new EnvError([...faults]);
  return { api, worker };
}

/**
 * Connects to the servers that the environment names, before anything else starts.
 * @throws StartError with one line for a server that is unreachable or unsuitable
 */
export async function tryNamedServers(env: EnvSource, log: Logger): Promise<void> {
  const { api } = readSettings(env);
  // Load the drivers only if needed: they take a third of a second.
  if (env.MONGO_URI) {
    const { connectMongo } = await import('../../src/infra/mongo.js');
    await (await connectMongo(api, log)).close();
  }
  if (namesRedis(env)) {
    const { closeRedis, connectRedis, refuseEviction } = await import('../../src/infra/redis.js');
    const redis = await connectRedis(api, 'producer', log);
    try {
      await refuseEviction(redis, api.redis);
    } finally {
      await closeRedis(redis);
    }
  }
}
