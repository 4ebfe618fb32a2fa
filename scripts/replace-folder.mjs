import { mkdir, rename, rm } from 'node:fs/promises';

/**
 * Puts a folder that was just built in the place of the one before. Two commands may build at the same time, and
 * processes read meanwhile: each finds the old folder or the new one, and the last one stays.
 */
export async function replaceFolder(/** @type {string} */ fresh, /** @type {string} */ place) {
  const old = `${fresh}.old`;
  await rename(place, old).catch(() => mkdir(old));
  await rename(fresh, place).catch(() => rm(fresh, { recursive: true }));
  await rm(old, { recursive: true, force: true });
}
