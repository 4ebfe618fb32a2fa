import type { Meter } from '../infra/telemetry/meter.js';
import type { Attempts } from './attempts.js';

/** Attempts that are counted by their outcome. */
export function observeAttempts(attempts: Attempts, meter: Meter): Attempts {
  const ended = meter.counter({
    name: 'generation_attempts_total',
    help: 'Attempts by outcome (completed, retried, failed, handed_back, lost to a cancellation or another worker, exhausted by interruptions) and error code.',
    labels: ['outcome', 'code'],
  });
  const count = (outcome: string, code = '') => ended.inc({ outcome, code });
  return {
    ...attempts,
    async begin(payload) {
      const attempt = await attempts.begin(payload);
      if (attempt && 'exhausted' in attempt) count('exhausted', 'INTERRUPTED');
      return attempt;
    },
    async complete(attempt, text, usage) {
      const event = await attempts.complete(attempt, text, usage);
      count(event ? 'completed' : 'lost');
      return event;
    },
    async retryLater(attempt, error, facts) {
      const retrying = await attempts.retryLater(attempt, error, facts);
      if (retrying) count('retried', error.code);
      else count('lost');
      return retrying;
    },
    async fail(attempt, error, facts) {
      const event = await attempts.fail(attempt, error, facts);
      if (event) count('failed', error.code);
      else count('lost');
      return event;
    },
    async handBack(attempt, usage) {
      const returned = await attempts.handBack(attempt, usage);
      count(returned ? 'handed_back' : 'lost');
      return returned;
    },
  };
}

/** What the sweeper repairs: events published again, jobs enqueued again, jobs that BullMQ gave up. */
export type Found = 'unpublished_event' | 'missing_job' | 'given_up_job';

/** Returns a function that counts the repairs of the sweeper. */
export function createSweeperMetrics(meter: Meter): (what: Found, count: number) => void {
  const finds = meter.counter({
    name: 'sweeper_finds_total',
    help: 'What the sweeper of this worker has repaired: events published again, jobs enqueued again, jobs that BullMQ gave up.',
    labels: ['what'],
  });
  for (const what of ['unpublished_event', 'missing_job', 'given_up_job']) finds.inc({ what }, 0);
  return (what, count) => finds.inc({ what }, count);
}
