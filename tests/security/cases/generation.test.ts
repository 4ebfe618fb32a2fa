import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../../../examples/demo/gql/index.js';
import { Generate } from '../../../examples/demo/operations.js';
import { sendQuery } from '../../support/http.js';
import type { TestUser } from '../../support/product.js';
import { startTarget, type Target } from './setup.js';

const Outcome = graphql(`
  query Outcome($id: ID!) { job(id: $id) { status generatedContent error { code message retriable } } }
`);

let target: Target;
beforeAll(async () => {
  target = await startTarget({ workers: 1, env: { RATE_LIMIT_GENERATIONS: '40/1m,500/1d' } });
});
afterEach(() => target.product.upstream.reset());
afterAll(() => target[Symbol.asyncDispose]());

const type = 'PRODUCT_DESCRIPTION';
const generate = (input: object) => ({
  query: 'mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }',
  variables: { input: { prompt: 'Tea', type, ...input } },
});

async function outcome(user: TestUser, prompt: string) {
  const { generateContent } = await user.request(Generate, { input: { prompt, type } });
  const job = async () => (await user.request(Outcome, { id: generateContent.id })).job;
  await expect.poll(async () => (await job())?.status, { timeout: 15_000 }).toMatch(/COMPLETED|FAILED/);
  return job();
}

describe('generation and upstream', () => {
  it('43 rejects invalid input', async () => {
    const { token } = target.user;
    for (const input of [
      { prompt: '' },
      { prompt: '   ' },
      { prompt: 'x'.repeat(4_001) },
      { prompt: 'a\u0000b' },
      { delaySeconds: -1 },
      { delaySeconds: 100 * 365 * 86_400 },
      { model: 'somebody/else' },
      { temperature: 1e9 },
      { baseUrl: 'http://127.0.0.1:1' },
      { idempotencyKey: 'x'.repeat(10_000) },
    ]) {
      expect(await target.codes(generate(input), token)).toEqual(['BAD_USER_INPUT']);
    }
    const big = await sendQuery(target.url, generate({ prompt: 'x'.repeat(900_000) }), token);
    expect(big.json.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await target.product.mongo.collection('jobs').countDocuments({})).toBe(0);
  });

  it('44 limits a thousand concurrent jobs of one user to a quota, and runs those of others', async () => {
    const [greedy, other] = await Promise.all([target.product.buildUser(), target.product.buildUser()]);
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () => sendQuery(target.url, generate({}), greedy.token)),
    );
    const refused = answers.filter(({ json }) => json.errors?.[0]?.extensions.code === 'RATE_LIMITED');
    // If Redis keeps a process waiting for a second, it counts by itself: one more quota, and no third one.
    expect(refused.length).toBeGreaterThanOrEqual(920);
    expect(refused.length).toBeLessThanOrEqual(960);
    expect(refused[0]?.json.errors?.[0]?.extensions.retryAfterSeconds).toBeGreaterThan(0);
    const start = Date.now();
    expect((await outcome(other, 'Coffee'))?.status).toBe('COMPLETED');
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('45 keeps a model’s text inert and limited in size, whatever it contains', async () => {
    const { user, product } = target;
    const texts = [
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '{"tool_calls":[{"function":{"name":"exec","arguments":"rm"}}]}',
      '$where {"$ne":null} \\u0000 %00',
    ];
    for (const [n, text] of texts.entries()) {
      // Selected by the prompt, because jobs of the previous case may still be running.
      const prompt = `Inert ${n}`;
      product.upstream.when((request) => request.prompt.includes(prompt), { kind: 'text', chunks: [text] });
      expect(await outcome(user, prompt)).toEqual({
        status: 'COMPLETED',
        generatedContent: text,
        error: null,
      });
    }
    product.upstream.when((request) => request.prompt.includes('Long'), {
      kind: 'text',
      chunks: Array(50).fill('x'.repeat(100_000)),
    });
    const long = await outcome(await product.buildUser(), 'Long');
    expect(long).toMatchObject({ status: 'COMPLETED', generatedContent: 'x'.repeat(100_000) });
    product.upstream.reset();
    product.upstream.when((request) => request.prompt.includes('Broken'), { kind: 'invalidUtf8' });
    const broken = await outcome(await product.buildUser(), 'Broken');
    expect(broken?.generatedContent?.isWellFormed() ?? broken?.error?.code).toBeTruthy();
  });

  it('46 keeps the error message of a provider away from clients', async () => {
    const { product } = target;
    const key = product.env.OPENROUTER_KEY ?? '';
    const secret = `Incorrect API key: ${key} at ${product.upstream.url}`;
    product.upstream.when(() => true, {
      kind: 'raw',
      status: 401,
      contentType: 'application/json',
      pieces: [JSON.stringify({ error: { message: secret, code: 401 } })],
    });
    const user = await product.buildUser();
    const job = await outcome(user, 'Tea');
    expect(job).toMatchObject({ status: 'FAILED', error: { code: 'PROVIDER_REFUSED', retriable: false } });
    const stored = JSON.stringify(await product.mongo.collection('jobs').find({}).toArray());
    const queued = await product.redis.keys('bull:*');
    const inRedis = await Promise.all(queued.map((name) => product.redis.hgetall(name).catch(() => ({}))));
    const kept = [stored, JSON.stringify(inRedis), JSON.stringify(job)];
    for (const text of [...kept, ...product.workers.map((one) => one.output())])
      expect(text).not.toContain(key);
    // The operator reads the provider’s message in the log. It is stored nowhere else.
    for (const text of kept) expect(text).not.toContain('Incorrect API key');
  });

  it('47 follows no redirect of a provider', async () => {
    const { product } = target;
    let followed = 0;
    const elsewhere = createServer((_request, response) => {
      followed += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const redirecting = createServer((_request, response) => response.writeHead(307, { location }).end());
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const [first] = product.workers;
    await first?.end();
    const BASE_URL = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}/v1`;
    await product.startWorker({ BASE_URL });
    expect(await outcome(await product.buildUser(), 'Tea')).toMatchObject({ status: 'FAILED' });
    expect(followed).toBe(0);
    elsewhere.close();
    redirecting.close();
  });
});
