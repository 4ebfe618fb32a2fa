import { inject } from 'vitest';
import { type Installation, type InstallationOptions, startInstallation } from './installation.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether test files of one worker share their modules, and installations with them. */
    shared?: boolean;
  }
}

/** Installations that a worker keeps for its next files. The start of one takes three seconds of a processor. */
const KEPT = 2;
const DRAIN_MS = 5_000;
/** What the workers are doing. */
const ACTIVE = [
  'bull:content-generation:active',
  'bull:webhook-deliveries:active',
  'bull:exports:active',
  'bull:schedules:active',
];
/** What processes renew: it says that they are alive. */
const HEARTBEATS = /^(worker|presence:process:)/;

/** Unused, by their options; the one that was used last is the last. */
const kept = new Map<string, Installation>();

/** An installation with these options that no other test file uses now: a kept one, else a new one. */
export async function takeInstallation(options: InstallationOptions): Promise<Installation> {
  const key = JSON.stringify(options);
  const found = kept.get(key);
  kept.delete(key);
  if (found && isComplete(found)) return found;
  await found?.close();
  return startInstallation(options);
}

/** Takes an installation back, and keeps it without its data if nothing of it was ended. */
export async function returnInstallation(options: InstallationOptions, installation: Installation) {
  if (!inject('shared') || !isComplete(installation) || !(await empty(installation))) {
    return installation.close();
  }
  kept.set(JSON.stringify(options), installation);
  const [oldest] = kept.size > KEPT ? kept : [];
  if (!oldest) return;
  kept.delete(oldest[0]);
  await oldest[1].close();
}

const isComplete = ({ apis, workers }: Installation) =>
  [...apis, ...workers].every(({ isAlive }) => isAlive());

/** Removes all data. False if a job does not end. */
async function empty({ upstream, mongo, redis }: Installation): Promise<boolean> {
  upstream.closeAnswers();
  upstream.reset();
  const collections = await mongo.listCollections();
  const clear = async () => {
    for (const { name } of collections) if (name !== 'leases') await mongo.collection(name).deleteMany({});
    const keys = (await redis.keys('*')).filter((key) => !HEARTBEATS.test(key) && !ACTIVE.includes(key));
    if (keys.length > 0) await redis.del(keys);
  };
  await clear();
  const began = Date.now();
  while ((await redis.exists(...ACTIVE)) > 0) {
    if (Date.now() - began > DRAIN_MS) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await clear();
  upstream.reset();
  return true;
}
