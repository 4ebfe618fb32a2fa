import { join } from 'node:path';
import { namesRedis } from '../src/config/redis-parts.js';
import { defaultCacheDir } from './downloads/paths.js';
import { findModel } from './model/model-sources.js';
import { findMongod } from './stores/mongod-sources.js';
import { findRedis } from './stores/redis-sources.js';

/** The parts that an offline start would lack: one line each, with the remedy. */
export async function whatIsMissing({
  root,
  env,
}: {
  /** The checkout. */
  root: string;
  env: Record<string, string | undefined>;
}): Promise<string[]> {
  const options = { cacheDir: defaultCacheDir(env), offline: true };
  const parts = await Promise.allSettled([
    env.MONGO_URI || findMongod({ ...options, dataDir: join(root, '.data', 'mongo') }),
    namesRedis(env) || findRedis(options),
    env.OPENROUTER_KEY ||
      env.BASE_URL ||
      findModel({
        ...options,
        small: env.LOCAL_MODEL === 'small',
        ...(env.LOCAL_MODEL_PATH && { modelPath: env.LOCAL_MODEL_PATH }),
      }),
  ]);
  return parts.flatMap((part) => (part.status === 'rejected' ? [(part.reason as Error).message] : []));
}
