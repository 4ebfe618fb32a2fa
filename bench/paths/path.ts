import type { Stores } from '../data/stores.js';
import type { Goal } from '../lib/goals.js';
import type { Table } from '../lib/table.js';

/** What a path is given. */
export interface Bench {
  stores: Stores;
  rounds: number;
  /** Everything smaller and shorter, to see that it works. */
  quick: boolean;
  /** Which rows to measure; all of them by default. */
  servers: string[] | null;
  /** Whether to keep what is seeded for the next run. */
  keep: boolean;
  log(line: string): void;
}

export interface PathResult {
  tables: Table[];
  goals: Goal[];
}

export type Path = (bench: Bench) => Promise<PathResult>;
