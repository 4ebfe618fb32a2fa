import { writeFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import type { Stores } from '../data/stores.js';
import type { Measured } from '../lib/process.js';
import { profileTables } from '../lib/profile-tables.js';
import type { Table } from '../lib/table.js';

export interface ProfileOptions {
  stores: Stores;
  /** Which row of the path. */
  server: string;
  seconds: number;
  /** A file for the profile itself. */
  save?: string | undefined;
}

export type Profile = (options: ProfileOptions) => Promise<Table[]>;

/** Profiles a process while it does `work`, which answers with how often. */
export async function profiled(
  title: string,
  process: Measured,
  options: ProfileOptions,
  work: () => Promise<number>,
): Promise<Table[]> {
  await process.ask('profile-start');
  const count = await work();
  const { profile } = await process.ask<{ profile: Profiler.Profile }>('profile-stop');
  if (options.save) await writeFile(options.save, JSON.stringify(profile));
  return profileTables(title, profile, count);
}
