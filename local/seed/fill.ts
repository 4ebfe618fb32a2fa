import { AppError, type ErrorCode } from '../../src/graphql/errors.js';
import type { Logger } from '../output/log.js';
import type { readSettings } from '../stores/named-servers.js';
import { SEED_JOBS, SEED_MODEL, type Seeded, seedJob } from './jobs.js';
import { openServices, type SeedServices } from './services.js';

const ACCOUNT = { name: 'Sam Seed', email: 'seed@example.com', password: 'plant-me-well' };
/** When a worker may run the unfinished jobs. */
const QUEUED_FOR_DAYS = 29;

/** Creates the account and its jobs, as far as they are missing. */
export async function fill(env: ReturnType<typeof readSettings>['api'], log: Logger): Promise<void> {
  const services = await openServices({
    env,
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
