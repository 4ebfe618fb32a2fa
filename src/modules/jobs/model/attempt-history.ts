import { literal } from '../../../infra/mongo.js';
import type { AttemptRecord } from './job-attempt.js';
import type { JobFailure } from './job-error.js';

/** Attempts that a job keeps. */
const HISTORY_LIMIT = 50;

const history = { $ifNull: ['$attemptHistory', []] };

/** The outcome of an attempt. */
export type AttemptFacts = Partial<Pick<AttemptRecord, 'error' | 'ofModel' | 'model' | 'repair' | 'usage'>>;

/** An expression: the history with the attempt in progress, if any, ended now. */
export function attemptEnded(facts: AttemptFacts = {}) {
  return {
    $map: {
      input: history,
      in: {
        $cond: [
          { $eq: [{ $type: '$$this.endedAt' }, 'missing'] },
          { $mergeObjects: ['$$this', { endedAt: '$$NOW' }, literal(facts)] },
          '$$this',
        ],
      },
    },
  };
}

/** An expression: the history with a new attempt that starts now. An attempt in progress was taken over, and ends with `error`. */
export function attemptBegun(preferred: string, error: JobFailure) {
  const number = { $add: ['$attempts', 1] };
  // A model that the job names has no fallback.
  const model = { $ifNull: ['$options.model', literal(preferred)] };
  const attempt = { run: '$run', number, startedAt: '$$NOW', model };
  return { $slice: [{ $concatArrays: [attemptEnded({ error }), [attempt]] }, -HISTORY_LIMIT] };
}
