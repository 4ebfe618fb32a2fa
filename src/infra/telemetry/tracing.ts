import { randomUUID } from 'node:crypto';
import type { Attributes, AttributeValue, SpanKind } from '@opentelemetry/api';
import type { mongo } from 'mongoose';
import { createMongoSpans } from './mongo-spans.js';

export interface TracingSettings {
  /** The address to which traces are sent, with its path. */
  url: string;
  serviceName: string;
  /** Headers of these requests, such as a token. */
  headers: Record<string, string>;
  /** Whether prompts and texts may be in traces. */
  content: boolean;
}

/** A span that has not ended. */
export interface OpenSpan {
  set(name: string, value: AttributeValue): void;
  /** Marks the span as failed, with the class of the error: a message may contain what users wrote. */
  fail(type: string): void;
}

export interface SpanOptions {
  kind?: keyof typeof SpanKind;
  attributes?: Attributes;
  /** The parent in another process, as its `traceparent` (W3C); by default the span that is active here. */
  parent?: string | undefined;
}

/** The traces of this process. */
export interface Tracing {
  /** Whether prompts and texts may be in traces. */
  readonly content: boolean;
  /** Runs a function in a span, which lasts until its promise has settled. A rejection marks the span as failed. */
  span<Result>(name: string, options: SpanOptions, run: (span: OpenSpan) => Promise<Result>): Promise<Result>;
  /** The active span as a `traceparent` for another process; undefined if there is none. */
  traceparent(): string | undefined;
  /** The ids of the active span, for log lines. */
  logFields(): { traceId?: string; spanId?: string };
  /** Adds a span for each command of MongoDB within another span. The client must report its commands. */
  observeMongo(client: mongo.MongoClient): void;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

/** The longest that one request to the collector may take, in milliseconds: a shutdown waits for the last one. */
const EXPORT_TIMEOUT_MS = 2_000;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Loads OpenTelemetry, and sends spans to a collector by OTLP over HTTP with JSON. Its other settings, such as
 * `OTEL_TRACES_SAMPLER` and `OTEL_BSP_SCHEDULE_DELAY`, it reads from the environment itself.
 */
export async function startTracing(settings: TracingSettings): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }, { AsyncLocalStorageContextManager }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-base'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
    ]);
  const { url, headers, serviceName } = settings;
  const exporter = new OTLPTraceExporter({ url, headers, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.instance.id': randomUUID() }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer('smart-content-generator');

  const activeContext = () => api.trace.getSpanContext(api.context.active());

  function parentOf(traceparent: string | undefined) {
    const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
    if (!traceId || !spanId) return api.context.active();
    const traceFlags = Number.parseInt(flags ?? '', 16);
    return api.trace.setSpanContext(api.ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  }

  return {
    content: settings.content,
    async span(name, { kind = 'INTERNAL', attributes = {}, parent }, run) {
      const context = parentOf(parent);
      const span = tracer.startSpan(name, { kind: api.SpanKind[kind], attributes }, context);
      const fail = (type: string) => {
        span.setAttribute('error.type', type);
        span.setStatus({ code: api.SpanStatusCode.ERROR });
      };
      const open: OpenSpan = { set: (key, value) => void span.setAttribute(key, value), fail };
      try {
        return await api.context.with(api.trace.setSpan(context, span), () => run(open));
      } catch (error) {
        fail(typeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    traceparent() {
      const active = activeContext();
      if (!active) return undefined;
      return `00-${active.traceId}-${active.spanId}-${active.traceFlags.toString(16).padStart(2, '0')}`;
    },
    logFields() {
      const active = activeContext();
      return active ? { traceId: active.traceId, spanId: active.spanId } : {};
    },
    observeMongo: createMongoSpans(api, tracer),
    close: () => provider.shutdown(),
  };
}

/** The code of an error, or the name of its class. */
function typeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
