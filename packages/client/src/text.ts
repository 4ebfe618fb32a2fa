import type { JobStatus } from './gql/graphql.js';

/** A message of `jobProgress`. */
export interface ProgressMessage {
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
   * Whether the text before this piece is no longer valid: a new attempt or a repair began, or a part was taken back.
   * Clear what is shown, then show `text`.
   */
  reset: boolean;
  /** The text so far. */
  whole: string;
  /** The number of the attempt within the run. */
  attempt: number;
  run: number;
}

/** The state of a job while it runs, with the last change of its text. */
export interface JobProgressState extends TextPiece {
  status: JobStatus;
}

/**
 * Applies messages to a text. Messages may repeat a part, as they do after a reconnection: what is known already is
 * not in `text` again.
 */
export function createTextReader(): (message: ProgressMessage) => JobProgressState {
  let whole = '';
  return ({ offset, text, status, attempt, run }) => {
    const before = whole;
    whole = before.slice(0, offset) + text;
    const grows = whole.startsWith(before);
    return { status, attempt, run, whole, reset: !grows, text: grows ? whole.slice(before.length) : whole };
  };
}

const ENDED = new Set<JobStatus>(['COMPLETED', 'FAILED', 'CANCELED']);

export const hasEnded = (status: JobStatus): boolean => ENDED.has(status);
