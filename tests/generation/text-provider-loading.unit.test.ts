import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TextProvider } from '../../src/provider/text-provider.js';
import { type Behaviour, frame, textFor } from '../support/upstream.js';
import { failure, REQUEST, raw, refusal } from './provider-setup.js';
import { provider, upstream, useUpstream } from './provider-upstream.js';

useUpstream();

const TEXT = textFor(REQUEST.prompt);
const generate = (provider: TextProvider, signal = new AbortController().signal) =>
  provider.generate(REQUEST, { signal });

const LLAMA_CPP = { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } };

describe('a model that is loading', () => {
  it.each<[string, Behaviour]>([
    ['llama.cpp', refusal(503, LLAMA_CPP)],
    ['llama.cpp behind a proxy', refusal(502, JSON.stringify(LLAMA_CPP))],
    ['Hugging Face', refusal(503, { error: 'Model a/b is currently loading', estimated_time: 0.2 })],
    ['Ollama', refusal(500, { error: { message: 'llm server loading model', type: 'api_error' } })],
    ['a FastAPI server', refusal(503, { detail: 'Model is still loading, try again later' })],
    ['NIM', refusal(503, { message: 'The model is not ready' })],
    ['plain text', refusal(503, 'Model is warming up')],
    ['an error within a 200', raw(frame({ error: { code: 503, message: 'Loading model' } }))],
    ['a gateway', refusal(503, { error: { message: 'x', metadata: { raw: JSON.stringify(LLAMA_CPP) } } })],
  ])('is recognized by the error of %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    expect(await generate(provider())).toMatchObject({ text: TEXT });
    expect(upstream.requests).toHaveLength(2);
  });

  it('is requested again after the time that the error contains', async () => {
    upstream.enqueue(refusal(503, LLAMA_CPP, { 'retry-after': '2' }));
    await generate(provider());
    const [first, second] = upstream.requests;
    expect(Number(second?.receivedAt) - Number(first?.receivedAt)).toBeGreaterThanOrEqual(1_990);
  });

  it('is awaited for as long as an attempt may take, beyond the limit of silence', async () => {
    upstream.respondWith(refusal(503, LLAMA_CPP));
    const begin = Date.now();
    const limits = { totalTimeoutMs: 2_500, idleTimeoutMs: 300 };
    expect(await failure(generate(provider(limits)))).toMatchObject({ code: 'TIMEOUT', retriable: true });
    expect(Date.now() - begin).toBeGreaterThanOrEqual(2_490);
    expect(Date.now() - begin).toBeLessThan(4_500);
  });

  it('is left to the queue if the time to wait exceeds the attempt', async () => {
    upstream.respondWith(refusal(503, LLAMA_CPP, { 'retry-after': '60' }));
    expect(await failure(generate(provider()))).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      retriable: true,
      retryAfterMs: 60_000,
    });
    expect(upstream.requests).toHaveLength(1);
  });

  it('is no longer awaited when the caller aborts', async () => {
    upstream.respondWith(refusal(503, LLAMA_CPP));
    const caller = new AbortController();
    const generation = generate(provider(), caller.signal);
    await upstream.waitForRequest();
    await delay(100);
    const reason = new Error('canceled by its owner');
    const begin = Date.now();
    caller.abort(reason);
    await expect(generation).rejects.toBe(reason);
    expect(Date.now() - begin).toBeLessThan(200);
    await delay(700);
    expect(upstream.requests).toHaveLength(1);
  });

  it.each<[string, Behaviour]>([
    ['cannot be loaded', refusal(500, { error: { message: 'error loading model: no such file' } })],
    ['fails to load', refusal(503, { error: { message: 'Loading model failed: out of memory' } })],
    ['is busy', refusal(503, { error: 'server busy, please try again. maximum pending requests exceeded' })],
  ])('is not awaited if it %s', async (_, behaviour) => {
    upstream.respondWith(behaviour);
    expect(await failure(generate(provider()))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(upstream.requests).toHaveLength(1);
  });
});
