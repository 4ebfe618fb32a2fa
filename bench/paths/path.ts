import type { Stores } from '../data/stores.js';
import type { Goal } from '../lib/goals.js';
import type { Table } from '../lib/table.js';

/** The input of a path. */
export interface Bench {
  stores: Stores;
  rounds: number;
  /** Smaller and shorter, for a check that it works. */
  quick: boolean;
  /** Which rows to measure; all of them by default. */
  servers: string[] | null;
  /** Whether to keep the seeded data for the next run. */
  keep: boolean;
  log(line: string): void;
}

export interface PathResult {
  tables: Table[];
  goals: Goal[];
}

export type Path = (bench: Bench) => Promise<PathResult>;
