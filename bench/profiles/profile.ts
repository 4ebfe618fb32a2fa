import { writeFile } from 'node:fs/promises';
import type { HeapProfiler, Profiler } from 'node:inspector';
import type { Stores } from '../data/stores.js';
import { cpuMicros, mainThreadMicros } from '../lib/cpu.js';
import type { Measured } from '../lib/process.js';
import { callsOfMemory, callsOfTime, IDLE } from '../lib/profile-by-package.js';
import { profileTables } from '../lib/profile-tables.js';
import { figure, type Table } from '../lib/table.js';

export interface ProfileOptions {
  stores: Stores;
  /** The row of the path. */
  server: string;
  seconds: number;
  /** Profiles allocations instead of CPU. */
  allocations?: boolean | undefined;
  /** A file for the profile itself. */
  save?: string | undefined;
}

export type Profile = (options: ProfileOptions) => Promise<Table[]>;

/** Profiles a process during `work`, which returns the number of units. */
export async function profiled(
  title: string,
  process: Measured,
  options: ProfileOptions,
  work: () => Promise<number>,
): Promise<Table[]> {
  const kind = options.allocations ? 'allocations' : 'profile';
  const cpu = () => ({ all: cpuMicros(process.pid), main: mainThreadMicros(process.pid) });
  await process.ask(`${kind}-start`);
  const before = cpu();
  const count = await work();
  const after = cpu();
  const { profile, collections } = await process.ask<{
    profile: Profiler.Profile & HeapProfiler.SamplingHeapProfile;
    collections: Record<string, { count: number; ms: number }>;
  }>(`${kind}-stop`);
  if (options.save) await writeFile(options.save, JSON.stringify(profile));

  const main = (after.main - before.main) / count;
  const others = (after.all - before.all) / count - main;
  const notes = [
    `${count} times. CPU of the main thread ${figure(main)} us each, of all others together ${figure(others)} us.`,
    ...Object.entries(collections).map(
      ([name, { count, ms }]) =>
        `Collections, ${name}: ${count}, which held the main thread for ${figure(ms)} ms.`,
    ),
  ];
  if (options.allocations) {
    return profileTables(
      `${title}: allocated`,
      callsOfMemory(profile),
      { name: 'kB', size: 1_000 },
      count,
      notes,
    );
  }
  const calls = callsOfTime(profile);
  const idle = calls.find(({ callFrame }) => callFrame.functionName === IDLE)?.amount ?? 0;
  notes.push(`The main thread was idle for ${Math.round(idle / 1_000)} ms.`);
  return profileTables(`${title}: self time`, calls, { name: 'us', size: 1 }, count, notes);
}
