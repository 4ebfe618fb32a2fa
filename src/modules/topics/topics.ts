import { z } from 'zod';
import { type Topic, topicFamily } from '../../infra/topic.js';
import type { BatchState } from '../batches/model/batch.model.js';
import { JobStatus } from '../jobs/model/job.model.js';
import {
  type JobSnapshot,
  jobSnapshotSchema,
  type Timestamp,
  timestampSchema,
} from '../jobs/model/job-snapshot.js';
import { contentChangeSchema } from './content-change.js';

/** An event with its job, so that subscribers read MongoDB only after a gap. */
export interface EventMessage {
  id: string;
  seq: number;
  run: number;
  occurredAt: Timestamp;
  job: JobSnapshot;
  /** The trace that its delivery continues (W3C). */
  traceparent?: string | undefined;
  /** The batch of the job right after this end; null for a job of its own. Versions before batches send none. */
  batch?: BatchState | null;
}

const batchSchema: z.ZodType<BatchState> = z.object({
  id: z.string(),
  total: z.int(),
  completed: z.int(),
  failed: z.int(),
  canceled: z.int(),
  changes: z.int(),
  completedAt: timestampSchema.nullable(),
});

const eventSchema: z.ZodType<EventMessage> = z.object({
  id: z.string(),
  seq: z.int(),
  run: z.int(),
  occurredAt: timestampSchema,
  job: jobSnapshotSchema,
  traceparent: z.string().optional(),
  batch: batchSchema.nullable().default(null),
});

const progressSchema = z.object({
  status: z.enum(JobStatus),
  run: z.int(),
  attempt: z.int(),
  /** Which text of the attempt: 1, and 2 for a repair. Older versions send none. */
  draft: z.int().default(1),
  /** Where `text` begins in the attempt's text, in UTF-16 code units. */
  offset: z.int(),
  text: z.string(),
  /** `text` replaces all that was published before, which is not part of the attempt's text. */
  restart: z.boolean().optional(),
});
export type Progress = z.infer<typeof progressSchema>;

const canceledSchema = z.object({ jobId: z.string(), run: z.int() });

const webhookDisabledSchema = z.object({ webhookId: z.string() });

const sessionsEndedSchema = z.object({ ids: z.array(z.string()) });

/**
 * Every topic. Redis drops a message without listeners, so a topic only speeds up what a listener reads by itself after
 * a gap.
 */
export const topics = {
  /** The events of a user. The process that ends a job publishes; API processes with a subscription of the user listen. */
  events: topicFamily('events', eventSchema),
  /** Changes of a user's library. The API process that made one publishes; API processes with a subscription of the user listen. */
  contentChanged: topicFamily('contents', contentChangeSchema),
  /** Status and text of a job. Its worker publishes, and the API for a retry; API processes that follow the job listen. */
  progress: topicFamily('progress', progressSchema),
  /** Runs that were canceled. The API publishes; every worker listens. */
  canceled: { channel: 'jobs:canceled', payload: canceledSchema } satisfies Topic<
    z.infer<typeof canceledSchema>
  >,
  /** Changes of a user's online devices. API processes publish, and those with a subscription of the user listen. */
  presence: topicFamily('presence:changed', z.object({})),
  /** Webhooks of a user that the server disabled. A worker publishes; API processes with a subscription of the user listen. */
  webhooksDisabled: topicFamily('webhooks:disabled', webhookDisabledSchema),
  /** Schedules of a user that the server paused. A worker publishes; API processes with a subscription of the user listen. */
  schedulesPaused: topicFamily('schedules:paused', z.object({})),
  /** An export changed. Its worker publishes; API processes that follow the export listen. */
  exports: topicFamily('exports:changed', z.object({})),
  /** Sessions that ended. The API process that ended them publishes; every API process listens. */
  sessionsEnded: { channel: 'sessions:ended', payload: sessionsEndedSchema } satisfies Topic<
    z.infer<typeof sessionsEndedSchema>
  >,
};
