import { getEventListeners } from 'node:events';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { JobErrorCode } from '../../src/modules/jobs/model/job-error.js';
import { type Behaviour } from '../support/upstream.js';
import { done, failure, providerOf, REQUEST, raw, stop, text } from './provider-setup.js';
import { generate, upstream, useUpstream } from './provider-upstream.js';

useUpstream();

beforeAll(async () => {
  // The first request of a process takes longer than some limits here.
  await generate();
});
describe('the time limits', () => {
  it.each<[string, Behaviour]>([
    ['there is no answer', { kind: 'silent' }],
    ['there are only headers', { kind: 'stallAfter', chunks: [] }],
    ['the text stops half-way', { kind: 'stallAfter', chunks: ['half a ', 'text'] }],
  ])('of silence ends the request, and closes the socket, if %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    expect(await failure(generate({ idleTimeoutMs: 100 }))).toMatchObject({
      code: JobErrorCode.TIMEOUT,
      retriable: true,
    });
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });

  it.each(['text', 'comments'] as const)('of total time ends a slow stream of %s', async (what) => {
    upstream.enqueue({ kind: 'trickle', everyMs: 20, what });
    const error = await failure(generate({ totalTimeoutMs: 600, idleTimeoutMs: 500 }));
    expect(error).toMatchObject({ code: JobErrorCode.TIMEOUT, retriable: true });
    expect(inspect(error)).toContain('The total limit of 600 ms has passed');
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });

  it('of silence restarts with every byte', async () => {
    upstream.enqueue({ kind: 'text', chunks: Array.from('abcdefghijkl'), delayMs: 100 });
    expect(await generate({ idleTimeoutMs: 1_000 })).toMatchObject({ text: 'abcdefghijkl' });
  });
});

describe("the caller's signal", () => {
  const reason = new Error('canceled by its owner');

  it('prevents a request if it is aborted already', async () => {
    const options = { signal: AbortSignal.abort(reason) };
    await expect(providerOf(upstream).generate(REQUEST, options)).rejects.toBe(reason);
    expect(upstream.requests).toHaveLength(0);
  });

  it.each<[string, Behaviour]>([
    ['there is no answer yet', { kind: 'silent' }],
    ['there are only headers', { kind: 'stallAfter', chunks: [] }],
    ['the text is under way', { kind: 'stallAfter', chunks: ['half a ', 'text'] }],
    ['an error is being read', { kind: 'raw', status: 500, pieces: Array(100).fill('so '), delayMs: 50 }],
  ])('ends the request at once, and closes the socket, if %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    const controller = new AbortController();
    const generation = providerOf(upstream).generate(REQUEST, { signal: controller.signal });
    const request = await upstream.waitForRequest();
    controller.abort(reason);
    await expect(generation).rejects.toBe(reason);
    await request.ended;
    expect(request.aborted).toBe(true);
  });

  it.each<[string, Behaviour]>([
    ['a stream', raw(text('a') + text('b') + text('c') + stop + done)],
    ['a whole completion', { kind: 'json' }],
  ])('stops the output of %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    const controller = new AbortController();
    const deltas: string[] = [];
    const generation = providerOf(upstream).generate(REQUEST, {
      signal: controller.signal,
      onText: (delta) => {
        deltas.push(delta);
        controller.abort(reason);
      },
    });
    await expect(generation).rejects.toBe(reason);
    expect(deltas).toHaveLength(1);
  });

  it('has no listener left at the end', async () => {
    const { signal } = new AbortController();
    await providerOf(upstream).generate(REQUEST, { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('onText', () => {
  it('ends the request with the error that it throws', async () => {
    const fault = new Error('the progress store is full');
    upstream.enqueue({ kind: 'trickle', everyMs: 10, what: 'text' });
    const generation = generate({}, () => {
      throw fault;
    });
    await expect(generation).rejects.toBe(fault);
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });
});
