import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import { type CollectedSpan, startCollector } from '../support/collector.js';
import { completions, nextEvent } from '../support/events.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { frame } from '../support/upstream-behaviours.js';

/** A word that does not occur in the product. */
const MARKER = 'zebrafinch';

let collector: Awaited<ReturnType<typeof startCollector>>;
let product: Product;
beforeAll(async () => {
  collector = await startCollector();
  product = await startProduct({
    apis: 2,
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
      METRICS_PORT: '0',
      LOG_LEVEL: 'trace',
      OPENROUTER_MODEL: 'a/one',
    },
  });
}, 120_000);
afterAll(async () => {
  await product?.[Symbol.asyncDispose]();
  await collector.close();
});

const input = { prompt: `About a ${MARKER}`, type: 'SOCIAL_MEDIA_CAPTION' } as const;
const event = (fields: object) => frame({ model: 'a/one-2026', choices: [], ...fields });

/** The user on the second API, which receives the events that the first one causes. */
const onSecondApi = (user: TestUser): TestUser =>
  Object.assign(createApiClient(product.apis[1]?.url ?? '').as(user.token), {
    id: user.id,
    email: user.email,
    password: user.password,
    token: user.token,
  });

/** The trace as lines: each span below its parent, with its process. */
function treeOf(spans: CollectedSpan[], parent?: string, depth = 0): string[] {
  return spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .flatMap((span) => [
      `${'  '.repeat(depth)}${span.name} [${span.service}]`,
      ...treeOf(spans, span.spanId, depth + 1),
    ]);
}

async function traceOf(jobId: string, last: string): Promise<CollectedSpan[]> {
  return vi.waitFor(() => {
    const spans = collector.spans();
    const sent = spans.find(
      ({ name, attributes }) => name.startsWith('send') && attributes['job.id'] === jobId,
    );
    const trace = spans.filter(({ traceId }) => traceId === sent?.traceId);
    // Processes export independently: the root and the last spans come in any order.
    for (const name of ['mutation Generate', 'process content-generation', last])
      expect(trace.map((span) => span.name)).toContain(name);
    return trace;
  }, 10_000);
}

it('one trace follows a job from the mutation to its event on another API', async () => {
  const user = await product.buildUser();
  const reader = onSecondApi(user);
  const stream = completions(reader);
  product.upstream.enqueue({
    kind: 'raw',
    pieces: [
      event({ choices: [{ index: 0, delta: { content: `A ${MARKER} sings` } }] }),
      event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
      event({ usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 } }),
      frame('[DONE]'),
    ],
  });
  const { generateContent: job } = await user.request(Generate, { input });
  const { job: ended } = await nextEvent(stream);
  expect(ended.generatedContent).toContain(MARKER);

  const trace = await traceOf(job.id, 'deliver events');
  const tree = treeOf(trace);
  console.info(tree.join('\n'));
  const of = (name: string) => {
    const found = trace.filter((span) => span.name === name);
    expect([name, found.length]).toEqual([name, 1]);
    return found[0] as CollectedSpan;
  };
  const path = [
    'mutation Generate',
    'send content-generation',
    'process content-generation',
    'attempt',
    'end job',
  ].map(of);
  for (const [index, span] of path.entries()) expect(span.parentSpanId).toBe(path[index - 1]?.spanId);
  const [mutation, sent, processed, attempt, end] = path;
  const [chat, published, delivered] = ['chat a/one', 'send events', 'deliver events'].map(of);
  expect(chat?.parentSpanId).toBe(attempt?.spanId);
  expect(published?.parentSpanId).toBe(attempt?.spanId);
  expect(delivered?.parentSpanId).toBe(published?.spanId);
  expect(of('insert jobs').parentSpanId).toBe(mutation?.spanId);
  expect(of('insert events').parentSpanId).toBe(end?.spanId);
  expect(of('commitTransaction').parentSpanId).toBe(end?.spanId);
  expect(path.concat(chat ?? [], published ?? [], delivered ?? []).map(({ kind }) => kind)).toEqual([
    2, 4, 5, 1, 1, 3, 4, 5,
  ]);

  expect(mutation?.service).toBe('smart-content-api');
  expect(processed?.service).toBe('smart-content-worker');
  expect(delivered?.service).toBe('smart-content-api');
  expect(new Set([mutation, processed, delivered].map((span) => span?.instance)).size).toBe(3);
  expect(chat?.attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': '127.0.0.1',
    'gen_ai.request.model': 'a/one',
    'gen_ai.response.model': 'a/one-2026',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': 11,
    'gen_ai.usage.output_tokens': 5,
    'server.address': '127.0.0.1',
  });
  expect(mutation?.attributes).toMatchObject({ 'user.id': user.id, 'graphql.operation.type': 'mutation' });
  expect(sent?.attributes).toMatchObject({ 'messaging.system': 'bullmq', 'job.id': job.id });
  // The provider is the fourth process.
  expect(product.upstream.requests[0]?.headers.traceparent).toBe(`00-${chat?.traceId}-${chat?.spanId}-01`);

  const lines = (product.workers[0]?.output() ?? '').split('\n').filter((line) => line.includes(job.id));
  const completed = lines.map((line) => JSON.parse(line)).find(({ msg }) => msg === 'job completed');
  expect(completed).toMatchObject({
    jobId: job.id,
    userId: user.id,
    requestId: expect.any(String),
    traceId: mutation?.traceId,
  });
  await reader.close();
});

it('prompts and texts are in no trace, no log and no metric', async () => {
  const user = await product.buildUser();
  const stream = completions(user);
  product.upstream.enqueue({
    kind: 'status',
    status: 400,
    body: { error: { message: `Cannot write: ${input.prompt}`, type: 'invalid_request_error' } },
  });
  const { generateContent: job } = await user.request(Generate, { input });
  expect((await nextEvent(stream)).job).toMatchObject({ id: job.id, status: 'FAILED' });

  const trace = await traceOf(job.id, 'end job');
  const chat = trace.find(({ name }) => name === 'chat a/one');
  expect(chat).toMatchObject({ failed: true, attributes: { 'error.type': expect.any(String) } });
  const processes = [...product.apis, ...product.workers];
  const metrics = await Promise.all(
    processes.map(async ({ metricsUrl }) => (await fetch(metricsUrl)).text()),
  );
  const logs = processes.map(({ output }) => output());
  expect(logs.join('\n')).toContain('job failed');
  expect(metrics.join('\n')).toContain('generation_attempts_total');
  for (const text of [collector.raw(), ...metrics, ...logs]) expect(text).not.toContain(MARKER);
});
