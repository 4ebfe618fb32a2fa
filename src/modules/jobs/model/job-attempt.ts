import { BOOLEAN, DATE, listOf, NUMBER, objectOf, oneOf, STRING } from '../../../infra/row-rules.js';
import type { JobFailure } from './job-error.js';
import { FAILURE, USAGE } from './part-schemas.js';
import type { Usage } from './usage.js';

/** The outcome of a repair. */
export enum RepairOutcome {
  REPLACED = 'REPLACED',
  DROPPED = 'DROPPED',
  FAILED = 'FAILED',
}

/** An attempt of a job. */
export interface AttemptRecord {
  /** The run of the attempt. */
  run: number;
  /** Counts from 1 within its run. */
  number: number;
  startedAt: Date;
  /** Missing while the attempt is in progress. */
  endedAt?: Date;
  model?: string;
  error?: JobFailure;
  /** The failure is specific to the model: the next attempt takes the next model. */
  ofModel?: boolean;
  /** What the provider reported of its requests; missing where it reported nothing. */
  usage?: Usage;
  /** Missing without a repair. */
  repair?: RepairOutcome;
}

/** Rules for a stored list of them. */
export const ATTEMPTS = listOf(
  objectOf(
    { run: NUMBER, number: NUMBER, startedAt: DATE },
    {
      endedAt: DATE,
      model: STRING,
      error: FAILURE,
      ofModel: BOOLEAN,
      usage: USAGE,
      repair: oneOf(RepairOutcome),
    },
  ),
);
