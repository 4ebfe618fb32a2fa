import { readdir } from 'node:fs/promises';
import { until } from './case.js';
import type { Proc } from './proc.js';

/** Node’s arguments for a process that can report what it holds. */
export const WATCHED = ['--expose-gc', '--import', './tests/faults/preload/usage.mjs'];

export interface Usage {
  /** The JavaScript heap after a collection. */
  heapMb: number;
  /** Timers, sockets and similar resources that keep the process alive. */
  resources: number;
  /** Open file descriptors. */
  files: number;
}

/** What a process holds now. It must have been started with `WATCHED`. */
export async function usage(proc: Proc): Promise<Usage> {
  const said = () => [...proc.output().matchAll(/^USAGE (.*)$/gm)];
  const before = said().length;
  process.kill(proc.pid, 'SIGUSR2');
  const [, json] = await until('what it holds', () => said()[before]);
  const files = (await readdir(`/proc/${proc.pid}/fd`)).length;
  return { ...(JSON.parse(json as string) as Usage), files };
}
