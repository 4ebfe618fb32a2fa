import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvent } from '../support/events.js';
import { scrape } from '../support/metrics.js';
import { type Product, startProduct } from '../support/product.js';
import { type Behaviour, frame } from '../support/upstream-behaviours.js';
import { QUERIES, selectorsIn } from './queries.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { METRICS_PORT: '0', OPENROUTER_MODEL: 'a/one' } });
});
afterAll(() => product[Symbol.asyncDispose]());

const event = (fields: object) => frame({ model: 'a/one', choices: [], ...fields });
const paidText = (prompt_tokens: number, completion_tokens: number, cost: number): Behaviour => ({
  kind: 'raw',
  pieces: [
    event({ choices: [{ index: 0, delta: { content: 'Tea' } }] }),
    event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
    event({ usage: { prompt_tokens, completion_tokens, total_tokens: 0, cost } }),
    frame('[DONE]'),
  ],
});
const metricsOf = (which: 'apis' | 'workers') => scrape(product[which][0]?.metricsUrl ?? '');

/** Sends a document unchanged, and returns the codes of its errors. */
async function post(token: string, body: object): Promise<string[]> {
  const response = await fetch(product.apis[0]?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
}

it('operations, errors, jobs, tokens and events are counted as the test counts them', async () => {
  const user = await product.buildUser();
  const stream = completions(user);
  await vi.waitFor(async () => {
    const started = { type: 'subscription', outcome: 'ok' };
    expect((await metricsOf('apis')).sum('graphql_operations_total', started)).toBe(1);
  });

  const jobs = [
    { tokens: [11, 5], cost: 0.25 },
    { tokens: [13, 7], cost: 0.5 },
    { tokens: [17, 9], cost: 0.125 },
  ] as const;
  product.upstream.enqueue(...jobs.map(({ tokens: [prompt, text], cost }) => paidText(prompt, text, cost)));
  const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION' } as const;
  for (const _ of jobs) {
    await user.request(Generate, { input });
    await nextEvent(stream);
  }
  product.upstream.enqueue({ kind: 'status', status: 401, body: { error: { message: 'no' } } });
  await user.request(Generate, { input });
  await nextEvent(stream);

  for (let count = 0; count < 5; count++)
    expect(await post(user.token, { query: 'query Mine { me { id } }' })).toEqual([]);
  for (let count = 0; count < 2; count++)
    expect(await post(user.token, { query: '{ me { id } }' })).toEqual([]);
  for (let count = 0; count < 3; count++) {
    const query = 'query Gone { job(id: "x") { id } contents(first: -1) { totalCount } }';
    expect(await post(user.token, { query })).toEqual(['BAD_USER_INPUT']);
  }
  expect(await post(user.token, { query: '{ nothing }' })).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await post('', { query: 'query Mine { me { id } }' })).toEqual(['UNAUTHENTICATED']);

  const api = await metricsOf('apis');
  const operations = (operation: string, outcome: string) =>
    api.sum('graphql_operations_total', { operation, outcome });
  expect(operations('Mine', 'ok')).toBe(5);
  expect(operations('Mine', 'client_error')).toBe(1);
  expect(operations('anonymous', 'ok')).toBe(2);
  expect(operations('Gone', 'client_error')).toBe(3);
  expect(operations('invalid', 'client_error')).toBe(1);
  expect(operations('Generate', 'ok')).toBe(4);
  expect(api.sum('graphql_errors_total', {})).toBe(5);
  expect(api.sum('graphql_errors_total', { code: 'BAD_USER_INPUT' })).toBe(3);
  expect(api.sum('graphql_errors_total', { code: 'UNAUTHENTICATED' })).toBe(1);
  expect(api.sum('graphql_operation_duration_seconds_count', { operation: 'Mine' })).toBe(6);
  expect(api.sum('graphql_operations_total', { type: 'subscription', outcome: 'ok' })).toBe(1);
  expect(api.sum('websocket_sockets', {})).toBe(1);
  expect(api.sum('websocket_subscriptions', {})).toBe(1);
  expect(api.sum('event_delivery_lag_seconds_count', {})).toBe(4);
  // connection_ack, and the four events.
  expect(api.sum('websocket_messages_sent_total', {})).toBe(5);
  expect(api.sum('mongodb_pool_connections', { state: 'open' })).toBeGreaterThan(0);
  expect(api.sum('redis_command_duration_seconds_count', { command: 'publish' })).toBeGreaterThanOrEqual(0);

  const worker = await metricsOf('workers');
  expect(worker.sum('generation_attempts_total', { outcome: 'completed' })).toBe(3);
  expect(worker.sum('generation_attempts_total', { outcome: 'failed' })).toBe(1);
  expect(worker.sum('model_texts_total', { model: 'a/one', outcome: 'ok' })).toBe(3);
  expect(worker.sum('model_tokens_total', { kind: 'prompt' })).toBe(11 + 13 + 17);
  expect(worker.sum('model_tokens_total', { kind: 'completion' })).toBe(5 + 7 + 9);
  expect(worker.sum('model_cost_usd_total', { model: 'a/one' })).toBe(0.25 + 0.5 + 0.125);
  expect(worker.sum('model_time_to_first_token_seconds_count', {})).toBe(3);
  // The ends of the jobs, and the commits of sweeps.
  const commits = worker.sum('mongodb_command_duration_seconds_count', { command: 'commitTransaction' });
  expect(commits).toBeGreaterThanOrEqual(4);
  expect(worker.sum('generation_queue_jobs', { state: 'waiting' })).toBe(0);

  await user.close();
  await vi.waitFor(async () => {
    const after = await metricsOf('apis');
    expect(after.sum('websocket_sockets', {}) + after.sum('websocket_subscriptions', {})).toBe(0);
    expect(after.sum('websocket_closes_total', {})).toBe(1);
  });
});

it('a scrape after some work has every metric and label of the dashboard and the alerts', async () => {
  const user = await product.buildUser();
  // A row that no writer can store makes the server fail when it reads it.
  const broken = { _id: randomUUID(), userId: new mongo.ObjectId(user.id), status: 'NO_STATUS' };
  const jobs = product.mongo.collection<{ _id: string }>('jobs');
  await jobs.insertOne(broken as never, { bypassDocumentValidation: true });
  const query = `query Broken { job(id: "${broken._id}") { status } }`;
  expect(await post(user.token, { query })).toEqual(['INTERNAL_SERVER_ERROR']);
  await jobs.deleteOne({ _id: broken._id });

  const scrapes = await Promise.all([metricsOf('apis'), metricsOf('workers')]);
  const series = scrapes
    .flatMap((each) => each.series)
    .concat(
      // Labels that Prometheus adds itself.
      ['api', 'worker'].map((name) => ({ name: 'up', labels: { job: `smart-content-${name}` }, value: 1 })),
    );
  for (const query of QUERIES) {
    for (const { metric, matchers, groups } of selectorsIn(query)) {
      const named = series.filter(({ name }) => name === metric);
      expect([query, metric, named.length > 0]).toEqual([query, metric, true]);
      const labels = new Set(['job', 'instance', ...named.flatMap((each) => Object.keys(each.labels))]);
      const missing = [...groups, ...matchers.map(({ label }) => label)].filter(
        (label) => !labels.has(label),
      );
      expect([query, metric, missing]).toEqual([query, metric, []]);
      for (const { label, values } of matchers) {
        const present = new Set(named.map((each) => each.labels[label]));
        // One of the alternatives, because not every kind of failure happens here.
        const found = values.length === 0 || values.some((value) => present.has(value));
        expect([query, label, found]).toEqual([query, label, true]);
      }
    }
  }
});

it('the public port serves no metrics', async () => {
  const { url = '' } = product.apis[0] ?? {};
  expect((await fetch(new URL('/metrics', url))).status).toBe(404);
});

it('the age of the oldest waiting job is measured', async () => {
  const scheduledFor = new Date(Date.now() - 60_000);
  const job = { _id: 'waits', userId: null, status: 'QUEUED', scheduledFor };
  await product.mongo
    .collection<{ _id: string }>('jobs')
    .insertOne(job as never, { bypassDocumentValidation: true });
  const { sum } = await metricsOf('apis');
  expect(sum('generation_queue_oldest_waiting_seconds', {})).toBeGreaterThanOrEqual(60);
  await product.mongo.collection<{ _id: string }>('jobs').deleteOne({ _id: 'waits' });
});
