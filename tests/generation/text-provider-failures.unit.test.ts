import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { JobErrorCode } from '../../src/modules/jobs/model/job-error.js';
import { type Behaviour, frame } from '../support/upstream.js';
import { choice, failure, KEY, raw, stop, text } from './provider-setup.js';
import { generate, upstream, useUpstream } from './provider-upstream.js';

useUpstream();

describe('a response that is not a text', () => {
  const call = [{ index: 0, function: { name: 'search', arguments: '{}' } }];

  it.each<[string, Behaviour]>([
    ['ends without a finish reason, though with [DONE]', { kind: 'text', finishReason: null }],
    ['ends without a finish reason and [DONE]', { kind: 'text', finishReason: null, done: false }],
    ['has no pieces', { kind: 'text', chunks: [] }],
    ['is empty', { kind: 'text', chunks: [''] }],
    ['is only white space', { kind: 'text', chunks: [' \n', '\t'] }],
    ['has an unknown finish reason', { kind: 'text', finishReason: 'boredom' }],
    [
      'calls a tool',
      raw(choice({ delta: { tool_calls: call } }), choice({ delta: {}, finish_reason: 'tool_calls' })),
    ],
    ['ends for a tool call', { kind: 'text', finishReason: 'tool_calls' }],
    ['calls a function', raw(choice({ delta: { function_call: { name: 'search' } } }), stop)],
    ['is a web page', { kind: 'html' }],
    ['has only empty choices', { kind: 'emptyChoices' }],
    ['has truncated JSON', { kind: 'malformed' }],
    ['has an event that is not an object', raw(frame('42'), stop)],
    ['is not UTF-8', { kind: 'invalidUtf8' }],
    ['ends in the middle of a character', raw(text('Tea'), Uint8Array.of(0xe8, 0x8c))],
    ['has content of the wrong type', raw(choice({ delta: { content: 7 } }), stop)],
    ['has choices of the wrong type', raw(frame({ choices: 'none' }), stop)],
    ['is empty after the headers', raw()],
    ['has no content', { kind: 'status', status: 204 }],
    ['is JSON of another kind', { kind: 'status', status: 200, body: { hello: 'world' } }],
    ['is truncated JSON', { kind: 'status', status: 200, body: '{"choices":[{"mess' }],
    ['is a whole completion without a finish reason', { kind: 'json', finishReason: null }],
    ['is a whole completion without text', { kind: 'json', text: '' }],
    ['has an event over the limit', raw(text('x'.repeat(2_200_000)), stop)],
    ['is a completion over the limit', { kind: 'json', text: 'x'.repeat(2_000_001) }],
  ])('gives BAD_RESPONSE, and can be retried, if it %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    expect(await failure(generate())).toMatchObject({ code: JobErrorCode.BAD_RESPONSE, retriable: true });
    expect(upstream.requests).toHaveLength(1);
  });

  it('with 400 may be caused by the option for the usage, so one request without it follows', async () => {
    upstream.respondWith({ kind: 'status', status: 400, body: { error: { message: 'no' } } });
    expect(await failure(generate())).toMatchObject({ code: JobErrorCode.INVALID_REQUEST, retriable: false });
    expect(upstream.requests.map(({ body }) => 'stream_options' in body)).toEqual([true, false]);
  });

  it('cannot be retried if the content filter stopped it', async () => {
    upstream.enqueue({ kind: 'text', finishReason: 'content_filter' });
    expect(await failure(generate())).toMatchObject({ code: JobErrorCode.INVALID_REQUEST, retriable: false });
  });

  const error = { code: 'rate_limit_exceeded', message: `Limit reached for ${KEY}` };
  it.each<[string, Behaviour]>([
    ['in an event of its own', { kind: 'errorInStream', event: { error } }],
    ['before any text', { kind: 'errorInStream', event: { error }, chunks: [] }],
    [
      "in OpenRouter's form",
      {
        kind: 'errorInStream',
        event: {
          id: 'gen-1',
          error,
          choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
        },
      },
    ],
    ['inside the choice', { kind: 'errorInStream', event: { choices: [{ error, finish_reason: 'error' }] } }],
    ["in vLLM's form", { kind: 'errorInStream', event: { object: 'error', ...error } }],
    ['by the name of the event', raw(text('Tea'), `event: error\n${frame(error)}`)],
    ['after the finish reason', raw(text('Tea'), stop, frame({ error }))],
    ['in a body of JSON', { kind: 'status', status: 200, body: { error } }],
  ])('gives the error that it reports %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    expect(await failure(generate())).toMatchObject({ code: JobErrorCode.RATE_LIMITED, retriable: true });
  });

  it.each([
    [{ error: { code: 502, message: 'Provider disconnected' } }, JobErrorCode.PROVIDER_UNAVAILABLE, 502],
    [{ error: { code: 402, message: 'Credits' } }, JobErrorCode.PROVIDER_REFUSED, 402],
    [{ error: 'out of memory' }, JobErrorCode.PROVIDER_UNAVAILABLE, null],
    [{ choices: [{ delta: {}, finish_reason: 'error' }] }, JobErrorCode.PROVIDER_UNAVAILABLE, null],
  ])('is classified by the error inside: %j', async (event, code, status) => {
    upstream.enqueue({ kind: 'errorInStream', event });
    expect(await failure(generate())).toMatchObject({ code, status });
  });
});

describe('a failed response', () => {
  it.each([
    [401, JobErrorCode.PROVIDER_REFUSED, false],
    [404, JobErrorCode.INVALID_REQUEST, false],
    [429, JobErrorCode.RATE_LIMITED, true],
    [500, JobErrorCode.PROVIDER_UNAVAILABLE, true],
    [503, JobErrorCode.PROVIDER_UNAVAILABLE, true],
  ])('with %i gives %s after a single request', async (status, code, retriable) => {
    upstream.respondWith({
      kind: 'status',
      status,
      body: { error: { message: `Bearer ${KEY} is no good` } },
    });
    expect(await failure(generate())).toMatchObject({ status, code, retriable, retryAfterMs: null });
    expect(upstream.requests).toHaveLength(1);
  });

  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'soon' }, null],
  ])('contains the time to wait: %j', async (headers, retryAfterMs) => {
    upstream.enqueue({ kind: 'status', status: 429, headers });
    expect(await failure(generate())).toMatchObject({ code: JobErrorCode.RATE_LIMITED, retryAfterMs });
  });

  it('with 429 for an empty account cannot be retried', async () => {
    const body = { error: { message: 'You exceeded your quota', type: 'insufficient_quota' } };
    upstream.enqueue({ kind: 'status', status: 429, body });
    expect(await failure(generate())).toMatchObject({
      code: JobErrorCode.PROVIDER_REFUSED,
      retriable: false,
      status: 429,
    });
  });

  it('keeps the message of the upstream for the log, without the key', async () => {
    upstream.respondWith({ kind: 'status', status: 400, body: `<p>${KEY} asked for too much</p>` });
    expect(inspect(await failure(generate()))).toContain('<p>[redacted] asked for too much</p>');
  });

  it('is read up to a limit, however long its body is', async () => {
    upstream.enqueue({ kind: 'raw', status: 500, pieces: Array(1_000).fill('x'.repeat(10_000)), delayMs: 5 });
    expect(await failure(generate())).toMatchObject({ status: 500 });
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });

  it('that is a redirect is not followed', async () => {
    upstream.respondWith({ kind: 'redirect', location: `${upstream.url}/chat/completions` });
    expect(await failure(generate())).toMatchObject({
      code: JobErrorCode.INVALID_REQUEST,
      retriable: false,
      status: 307,
    });
    expect(upstream.requests).toHaveLength(1);
  });

  it('is classified by its status if its body never ends', async () => {
    upstream.enqueue({ kind: 'raw', status: 503, pieces: Array(1_000).fill('so '), delayMs: 50 });
    expect(await failure(generate())).toMatchObject({ code: JobErrorCode.PROVIDER_UNAVAILABLE, status: 503 });
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });
});

describe('the connection to the provider', () => {
  it.each([[[]], [['half a ', 'text']]])('may break after %j', async (chunks) => {
    upstream.enqueue({ kind: 'breakAfter', chunks });
    expect(await failure(generate())).toMatchObject({
      code: JobErrorCode.PROVIDER_UNAVAILABLE,
      retriable: true,
      status: null,
    });
  });

  it('may be impossible', async () => {
    const unused = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => unused.once('listening', resolve));
    const address = unused.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await new Promise((resolve) => unused.close(resolve));
    const error = await failure(generate({ baseUrl: `http://127.0.0.1:${port}/v1` }));
    expect(error).toMatchObject({ code: JobErrorCode.PROVIDER_UNAVAILABLE, retriable: true });
    expect(inspect(error, { depth: 9 })).toContain('ECONNREFUSED');
  });
});
