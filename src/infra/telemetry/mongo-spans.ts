import type * as OpenTelemetry from '@opentelemetry/api';
import type { mongo } from 'mongoose';

/**
 * Returns what adds a span for each command of a client that runs within another span. It holds the names of the
 * command and of the collection, and no query or result.
 */
export function createMongoSpans(
  api: typeof OpenTelemetry,
  tracer: OpenTelemetry.Tracer,
): (client: mongo.MongoClient) => void {
  const open = new Map<number, OpenTelemetry.Span>();

  const ended = (failed: boolean) => (event: { requestId: number }) => {
    const span = open.get(event.requestId);
    if (!span) return;
    open.delete(event.requestId);
    if (failed) span.setStatus({ code: api.SpanStatusCode.ERROR });
    span.end();
  };

  return (client) => {
    // Emitted where the command is sent, in the context of its caller.
    client.on('commandStarted', ({ requestId, commandName, command }) => {
      if (!api.trace.getActiveSpan()) return;
      const target: unknown = command[commandName];
      const collection = typeof target === 'string' ? target : undefined;
      const span = tracer.startSpan(collection ? `${commandName} ${collection}` : commandName, {
        kind: api.SpanKind.CLIENT,
        attributes: {
          'db.system.name': 'mongodb',
          'db.operation.name': commandName,
          ...(collection && { 'db.collection.name': collection }),
        },
      });
      open.set(requestId, span);
    });
    client.on('commandSucceeded', ended(false));
    client.on('commandFailed', ended(true));
  };
}
