import { inject } from 'vitest';
import { type Installation, type InstallationOptions, startInstallation } from './installation.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether test files of one worker share their modules, and installations with them. */
    shared?: boolean;
  }
}

/** Installations that a worker keeps for its next files, because the start of one takes seconds of processor time. */
const KEPT = 3;
const DRAIN_MS = 5_000;
/** The active entries of the queues. */
const ACTIVE = [
  'bull:content-generation:active',
  'bull:webhook-deliveries:active',
  'bull:exports:active',
  'bull:schedules:active',
];
/** Keys that running processes renew. */
const HEARTBEATS = /^(worker|presence:process:)/;

/** Unused installations, the most recently used one last. */
const kept: Installation[] = [];

/** An unused installation with these options: a kept one, or else a new one. */
export async function takeInstallation(options: InstallationOptions): Promise<Installation> {
  // A new one without processes costs nothing, while a kept one would lose its workers.
  if (options.apis + options.workers === 0) return startInstallation(options);
  const hasWorkers = ({ workers }: Installation) => workers.length > 0;
  // By the processes that must be started: none, workers, or an API as well.
  const fits = (one: Installation) => {
    if (!one.reads('api', options)) return 0;
    if (options.workers === 0) return hasWorkers(one) ? 1 : 2;
    if (!hasWorkers(one)) return 1;
    return one.reads('worker', options) ? 2 : 0.5;
  };
  const [best] = kept.toSorted((one, other) => fits(other) - fits(one));
  if (!best || fits(best) === 0) return startInstallation(options);
  kept.splice(kept.indexOf(best), 1);
  await best.become(options);
  return best;
}

/**
 * Takes an installation back, and keeps it without its data. Processes that a test ended are started at the next use.
 */
export async function returnInstallation(installation: Installation) {
  const { apis, workers } = installation;
  if (apis.length + workers.length === 0) return installation.close();
  if (!inject('shared') || !(await empty(installation))) return installation.close();
  // A sweep several times a second takes a fifth of a processor, which soon exceeds the cost of a start.
  if (installation.env.SWEEP_INTERVAL_MS) await Promise.all(workers.map((one) => one.end()));
  kept.push(installation);
  if (kept.length > KEPT) await kept.shift()?.close();
}

/** Removes all data. False if a job does not end. */
async function empty({ upstream, mongo, redis, apis, workers }: Installation): Promise<boolean> {
  upstream.closeAnswers();
  upstream.reset();
  // Running processes renew these at once. Those of killed processes would last for seconds.
  const leaves = ![...apis, ...workers].every(({ isAlive }) => isAlive());
  const works = workers.some(({ isAlive }) => isAlive());
  const staysInRedis = (key: string) => (!leaves && HEARTBEATS.test(key)) || (works && ACTIVE.includes(key));
  const collections = await mongo.listCollections();
  const names = collections.map(({ name }) => name).filter((name) => leaves || name !== 'leases');
  const clear = async () => {
    await Promise.all(names.map((name) => mongo.collection(name).deleteMany({})));
    const keys = (await redis.keys('*')).filter((key) => !staysInRedis(key));
    if (keys.length > 0) await redis.del(keys);
  };
  await clear();
  if (!works) return true;
  const began = Date.now();
  while ((await redis.exists(...ACTIVE)) > 0) {
    if (Date.now() - began > DRAIN_MS) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await clear();
  upstream.reset();
  return true;
}
