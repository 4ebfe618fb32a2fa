import { toProgress } from '../batches/model/batch-progress.types.js';
import type { JobEvent } from '../events/event-log.js';
import { EVENT_OF } from './webhook.model.js';

const TYPES = {
  JOB_COMPLETED: 'job.completed',
  JOB_FAILED: 'job.failed',
  JOB_CANCELED: 'job.canceled',
} as const;

/**
 * The body of an event's delivery, in the structure that Standard Webhooks recommends. `data` is the event as
 * `jobCompleted` returns it, with all stored fields of the job.
 */
export function eventBody({ seq, occurredAt, job, batch = null }: JobEvent): string {
  const event = EVENT_OF[job.status];
  // Not in the schema.
  const { userId: _, ...fields } = job;
  return JSON.stringify({
    type: event && TYPES[event],
    timestamp: occurredAt,
    data: { cursor: String(seq), occurredAt, job: fields, batch: batch && toProgress(String(seq), batch) },
  });
}

/** The body of a test. */
export const testBody = (createdAt: Date): string =>
  JSON.stringify({ type: 'webhook.test', timestamp: createdAt, data: {} });
