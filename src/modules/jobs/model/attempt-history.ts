import type { RepairOutcome } from './job.model.js';
import type { JobFailure } from './job-error.js';

/**
 * Expressions of MongoDB's update pipelines that keep `attemptHistory`. A pipeline takes strings that begin with `$`
 * for fields of the document, so every value goes in as a literal.
 */
export const literal = (value: unknown) => ({ $literal: value });

/** Attempts that a job remembers. */
const HISTORY_LIMIT = 50;

const history = { $ifNull: ['$attemptHistory', []] };

/** The history with the attempt that goes on, if there is one, ended now. */
export function attemptEnded(facts: { error?: JobFailure; model?: string; repair?: RepairOutcome } = {}) {
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

/**
 * The history with a new attempt begun now. One that still goes on has been taken over: it ends as `error` says.
 */
export function attemptBegun(model: string, error: JobFailure) {
  const number = { $add: ['$attempts', 1] };
  const attempt = { run: '$run', number, startedAt: '$$NOW', model: literal(model) };
  return { $slice: [{ $concatArrays: [attemptEnded({ error }), [attempt]] }, -HISTORY_LIMIT] };
}
