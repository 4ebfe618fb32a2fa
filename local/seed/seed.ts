import 'reflect-metadata';
import { namesRedis } from '../../src/config/redis-parts.js';
import { type CommandContext, runCommand } from '../command.js';
import { runningInstance } from '../process/instance.js';
import { readSettings } from '../stores/named-servers.js';

/**
 * `npm run seed`: creates an account with a library and jobs in every status, on the servers that the environment
 * names, or on those of a running `npm start`. A second run adds what is missing and changes nothing else.
 */

const FLAGS = { force: 'runs even with NODE_ENV=production' };

async function seed({ root, env, flags, log }: CommandContext<keyof typeof FLAGS>): Promise<number> {
  if (env.NODE_ENV === 'production' && !flags.has('force')) {
    throw new Error(
      'NODE_ENV is production, and this creates an account with a public password. Use --force to do it anyway',
    );
  }
  const named = Boolean(env.MONGO_URI && namesRedis(env));
  const running = await runningInstance(root);
  if (!named && !running) {
    throw new Error(
      'There are no servers to seed: run npm start in this checkout first, or set MONGO_URI and REDIS_URL',
    );
  }
  const { api } = readSettings({ ...running?.env, ...withoutEmpty(env) });
  // Loaded here, because a refusal does not need the services.
  const { fill } = await import('./fill.js');
  await fill(api, log);
  return 0;
}

const withoutEmpty = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value));

await runCommand({ name: 'npm run seed', flags: FLAGS }, seed);
