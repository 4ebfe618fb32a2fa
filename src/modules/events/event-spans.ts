import type { Tracing } from '../../infra/telemetry/tracing.js';
import type { EventLog, JobEvent } from './event-log.js';
import type { EventPublisher } from './event-publisher.js';

const ofEvents = (type: 'send' | 'process', { id, userId, job }: JobEvent) => ({
  'messaging.system': 'redis',
  'messaging.operation.type': type,
  'messaging.destination.name': 'events',
  'messaging.message.id': id,
  'job.id': job.id,
  'user.id': userId,
});

/** Adds a span for the transaction that ends a job. */
export const traceEventLog = (eventLog: EventLog, tracing: Tracing): EventLog => ({
  ...eventLog,
  endJob: (ending, also) =>
    tracing.span('end job', { attributes: { 'job.id': ending.jobId, 'job.status': ending.set.status } }, () =>
      eventLog.endJob(ending, also),
    ),
});

/** Adds a span for each publication; the event carries the trace to its subscribers. */
export const tracePublisher = (publisher: EventPublisher, tracing: Tracing): EventPublisher => ({
  ...publisher,
  publish: (event) =>
    tracing.span('send events', { kind: 'PRODUCER', attributes: ofEvents('send', event) }, (span) => {
      const traceparent = tracing.traceparent();
      return publisher.publish(traceparent ? { ...event, traceparent } : event).then((published) => {
        if (!published) span.fail('not_published');
        return published;
      });
    }),
});

/**
 * Returns a function that adds a span for an event that a subscriber receives. An event that was read from the log has
 * no trace.
 */
export const traceDelivery =
  (tracing: Tracing) =>
  (event: JobEvent): void => {
    const { traceparent: parent } = event;
    if (!parent) return;
    void tracing.span(
      'deliver events',
      { kind: 'CONSUMER', parent, attributes: ofEvents('process', event) },
      async () => {},
    );
  };
