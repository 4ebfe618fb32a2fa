import 'reflect-metadata';
import { namesRedis } from '../../src/config/redis-parts.js';
import { AppError, type ErrorCode } from '../../src/graphql/errors.js';
import { type CommandContext, runCommand } from '../command.js';
import { runningInstance } from '../process/instance.js';
import { readSettings } from '../stores/named-servers.js';
import { SEED_JOBS, SEED_MODEL, type Seeded, seedJob } from './jobs.js';
import { openServices, type SeedServices } from './services.js';

/**
 * `npm run seed`: creates an account with a library and jobs in every status, on the servers that the environment names,
 * else on those of a running `npm start`. A second run adds what is missing and changes nothing else.
 */

const FLAGS = { force: 'runs even with NODE_ENV=production' };
const ACCOUNT = { name: 'Sam Seed', email: 'seed@example.com', password: 'plant-me-well' };
/** When a worker may run the unfinished jobs. */
const QUEUED_FOR_DAYS = 29;

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
  const services = await openServices({
    env: readSettings({ ...running?.env, ...withoutEmpty(env) }).api,
    log,
    model: SEED_MODEL,
    queuedFor: new Date(Date.now() + QUEUED_FOR_DAYS * 86_400_000),
  });
  try {
    const userId = await account(services);
    const done: Record<Seeded, number> = { made: 0, there: 0, 'moved on': 0 };
    // One at a time, so that the library has an order.
    for (const job of SEED_JOBS) done[await seedJob(services, userId, job)] += 1;
    const statuses = [...new Set(SEED_JOBS.map(({ status }) => status))].join(', ');
    const moved = done['moved on'] > 0 ? `; ${done['moved on']} changed since and left alone` : '';
    const { email, password } = ACCOUNT;
    log.info(
      { email, statuses, ...done },
      `Jobs (${statuses}): ${done.made} created, ${done.there} already there${moved}`,
    );
    log.info(`Sign in as ${email} with the password ${password}`);
    return 0;
  } finally {
    await services.close();
  }
}

/** Registers the account, or signs in to it. Returns its id. */
async function account({ auth }: SeedServices): Promise<string> {
  const { email, password } = ACCOUNT;
  const signedIn = await auth.login({ email, password }, SEED_MODEL).catch((error) => {
    if (hasCode(error, 'INVALID_CREDENTIALS')) return null;
    throw error;
  });
  const { token, user } =
    signedIn ??
    (await auth.register(ACCOUNT, SEED_MODEL).catch((error) => {
      if (!hasCode(error, 'EMAIL_TAKEN')) throw error;
      throw new Error(`${email} exists with a password other than ${password}: delete that account first`);
    }));
  const viewer = await auth.authenticate(token);
  if (viewer) await auth.logout(viewer);
  return user.id;
}

const hasCode = (error: unknown, code: ErrorCode) =>
  error instanceof AppError && error.extensions.code === code;

const withoutEmpty = (env: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value));

await runCommand({ name: 'npm run seed', flags: FLAGS }, seed);
