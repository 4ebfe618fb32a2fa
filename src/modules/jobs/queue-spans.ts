import type { Tracing } from '../../infra/telemetry/tracing.js';
import { bullJobId, type GenerationQueue, QUEUE_NAME } from './job-queue.js';

/** Adds a span for each job that is enqueued; its entry carries the trace to the worker. */
export function traceQueue(queue: GenerationQueue, tracing: Tracing): GenerationQueue {
  return {
    ...queue,
    enqueue: (job, turn) =>
      tracing.span(
        `send ${QUEUE_NAME}`,
        {
          kind: 'PRODUCER',
          attributes: {
            'messaging.system': 'bullmq',
            'messaging.operation.type': 'send',
            'messaging.destination.name': QUEUE_NAME,
            'messaging.message.id': bullJobId(job._id, job.enqueueNumber),
            'job.id': job._id,
          },
        },
        () => queue.enqueue(job, turn, tracing.traceparent()),
      ),
  };
}
