import { mkdir, rename, rm } from 'node:fs/promises';

/**
 * Replaces a folder with a newly built one. Two commands may build at the same time while processes read: each process
 * finds the old folder or the new one, and the last build stays.
 */
export async function replaceFolder(/** @type {string} */ fresh, /** @type {string} */ place) {
  const old = `${fresh}.old`;
  await rename(place, old).catch(() => mkdir(old));
  await rename(fresh, place).catch(() => rm(fresh, { recursive: true }));
  await rm(old, { recursive: true, force: true });
}
