import type { JobStatus } from './gql/graphql.js';

/** The expected times of a waiting job. Null if they are not known. */
export interface JobEstimates {
  /** The place in the queue, from 1. */
  queuePosition?: number | null;
  estimatedStartAt?: string | null;
  estimatedCompletionAt?: string | null;
}

/** A message of `jobProgress`. */
export interface ProgressMessage extends JobEstimates {
  run: number;
  attempt: number;
  status: JobStatus;
  /** Where `text` begins, in UTF-16 code units. */
  offset: number;
  text: string;
}

/** A change of a text while it is written. */
export interface TextPiece {
  /** What to append to what is shown; with `reset`, what to show instead of it. */
  text: string;
  /**
   * Whether the text before this piece is no longer valid: a new attempt or a repair began, or a part was removed.
   * Clear the shown text, then show `text`.
   */
  reset: boolean;
  /** The text so far. */
  whole: string;
  /** The number of the attempt within the run. */
  attempt: number;
  run: number;
}

/** The state of a job while it runs, with the last change of its text. It has estimates if they were requested. */
export interface JobProgressState extends TextPiece, JobEstimates {
  status: JobStatus;
}

/**
 * Applies messages to a text. Messages may repeat a part, as after a reconnection: `text` does not contain a known part
 * again.
 */
export function createTextReader(): (message: ProgressMessage) => JobProgressState {
  let whole = '';
  return ({ offset, text, ...state }) => {
    const before = whole;
    whole = before.slice(0, offset) + text;
    const grows = whole.startsWith(before);
    return { ...state, whole, reset: !grows, text: grows ? whole.slice(before.length) : whole };
  };
}

const ENDED = new Set<JobStatus>(['COMPLETED', 'FAILED', 'CANCELED']);

export const hasEnded = (status: JobStatus): boolean => ENDED.has(status);
