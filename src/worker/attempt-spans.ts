import type { Tracing } from '../infra/telemetry/tracing.js';
import { payloadSchema, QUEUE_NAME } from '../modules/jobs/job-queue.js';
import type { Attempt } from './attempt.js';
import type { AroundAttempts } from './handler.js';

/** Continues the trace of an entry of the queue, and adds a span for its attempt. */
export function traceAttempts(tracing: Tracing): AroundAttempts {
  return {
    entry(data, run) {
      const { success, data: payload } = payloadSchema.safeParse(data);
      if (!success) return run();
      const { jobId, requestId, traceparent } = payload;
      const attributes = {
        'messaging.system': 'bullmq',
        'messaging.operation.type': 'process',
        'messaging.destination.name': QUEUE_NAME,
        'job.id': jobId,
        'request.id': requestId,
      };
      return tracing.span(
        `process ${QUEUE_NAME}`,
        { kind: 'CONSUMER', parent: traceparent, attributes },
        run,
      );
    },
    attempt({ _id, userId, run: jobRun, attempts, type }: Attempt, run) {
      const attributes = {
        'job.id': _id,
        'user.id': userId.toHexString(),
        'job.run': jobRun,
        'job.attempt': attempts,
        'job.type': type,
      };
      return tracing.span('attempt', { attributes }, run);
    },
  };
}
