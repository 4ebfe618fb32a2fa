import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { TextProviderSettings } from '../../src/provider/text-provider.js';
import { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import { type Behaviour, frame, hold, textFor } from '../support/upstream.js';
import { choice, done, KEY, providerOf, REQUEST, raw, stop, text } from './provider-setup.js';
import { generate, upstream, useUpstream } from './provider-upstream.js';

useUpstream();

describe('the request', () => {
  it.each(Object.values(ContentType))('for a %s contains its system prompt', async (type) => {
    const { signal } = new AbortController();
    await providerOf(upstream).generate({ type, prompt: 'Tea' }, { signal });
    expect(upstream.requests.map(({ body }) => body)).toEqual([
      {
        model: 'some/model',
        messages: [
          { role: 'system', content: FORMS[type].instructions() },
          { role: 'user', content: `${FORMS[type].lead ?? ''}Tea` },
        ],
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: type === ContentType.BLOG_POST ? 3000 : 1500,
        temperature: 0.7,
      },
    ]);
  });

  it('contains the key, the app and the title', async () => {
    await generate();
    expect(upstream.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${KEY}`,
      'http-referer': 'https://writer.example',
      'x-title': 'Smart Content Generator',
      'content-type': 'application/json',
    });
  });

  it('has no header for a missing key or app URL', async () => {
    await generate({ apiKey: null, appUrl: null });
    expect(upstream.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(upstream.requests[0]?.headers).not.toHaveProperty('http-referer');
  });

  it.each([
    ['', '/v1/chat/completions'],
    ['/', '/v1/chat/completions'],
    ['//', '/v1/chat/completions'],
    ['?api-version=1', '/v1/chat/completions?api-version=1'],
  ])('goes from a base URL that ends with "%s" to %s', async (end, path) => {
    await generate({ baseUrl: upstream.url + end });
    expect(upstream.requests[0]?.path).toBe(path);
  });

  it.each<Partial<TextProviderSettings>>([
    { baseUrl: 'not a url' },
    { baseUrl: 'file:///etc/passwd' },
    { baseUrl: `https://user:${KEY}@host/v1` },
    { apiKey: `${KEY}\nInjected: yes` },
  ])('cannot be made from the invalid settings %j', (overrides) => {
    expect(() => providerOf(upstream, overrides)).toThrow(/^The text provider's/);
    expect(() => providerOf(upstream, overrides)).not.toThrow(KEY);
  });
});

describe('a response with a text', () => {
  it('is emitted in chunks and returned as a whole', async () => {
    upstream.enqueue({ kind: 'text', chunks: ['Steam ', 'rises 🍵', ' slowly'], model: 'some/model:exact' });
    const deltas: string[] = [];
    expect(await generate({}, (delta) => deltas.push(delta))).toEqual({
      text: 'Steam rises 🍵 slowly',
      finishReason: 'STOP',
      model: 'some/model:exact',
    });
    expect(deltas).toEqual(['Steam ', 'rises 🍵', ' slowly']);
  });

  it('is emitted while the rest is still to come', async () => {
    const gate = hold({ before: ['First'], after: [', then the rest'] });
    upstream.enqueue(gate);
    const result = await generate({}, () => gate.release());
    expect(result.text).toBe('First, then the rest');
  });

  it.each([
    ['stop', 'STOP'],
    ['eos', 'STOP'],
    ['end_turn', 'STOP'],
    ['stop_sequence', 'STOP'],
    ['STOP', 'STOP'],
    ['length', 'LENGTH'],
    ['max_tokens', 'LENGTH'],
  ])('with the finish reason %s ends as %s', async (finishReason, expected) => {
    upstream.enqueue({ kind: 'text', finishReason });
    expect(await generate()).toMatchObject({ text: textFor(REQUEST.prompt), finishReason: expected });
  });

  it.each<[string, Behaviour]>([
    ['the connection closes without [DONE]', { kind: 'text', chunks: ['Tea'], done: false }],
    ['the server takes no notice of `stream`', { kind: 'json', text: 'Tea' }],
    [
      'comments come in between',
      raw(': PROCESSING\n\n', text('Te'), ': PROCESSING\n\n', text('a'), stop, done),
    ],
    ['lines end in CRLF', raw((text('Te') + text('a') + stop + done).replaceAll('\n', '\r\n'))],
    ['the last event lacks its empty line', raw(text('Tea'), stop.trimEnd())],
    [
      'the finish reason comes with the last piece',
      raw(choice({ delta: { content: 'Tea' }, finish_reason: 'stop' })),
    ],
    [
      'usage follows in an event without choices',
      raw(text('Tea'), stop, frame({ choices: [], usage: {} }), done),
    ],
    ['usage follows in an event with no choices at all', raw(text('Tea'), frame({ usage: {} }), stop, done)],
    ['the finish reason comes before the last text', raw(text('T'), stop, text('ea'), done)],
    ['garbage follows the finish reason', raw(text('Tea'), stop, frame('{"oops'), frame({ choices: 7 }))],
    [
      'the answer is not labelled as a stream',
      { kind: 'raw', contentType: 'text/plain', pieces: [text('Tea'), stop] },
    ],
    [
      'finish reasons are empty until the last',
      raw(choice({ delta: { content: 'Tea' }, finish_reason: '' }), stop),
    ],
    [
      'healthy events say `error: null`',
      raw(frame({ error: null, choices: [{ delta: { content: 'Tea' } }] }), stop),
    ],
    ['the pieces list no tool calls', raw(choice({ delta: { content: 'Tea', tool_calls: [] } }), stop)],
    [
      'the model thinks first',
      raw(choice({ delta: { content: null, reasoning: 'Hm.' } }), text('Tea'), stop),
    ],
  ])('is complete if %s', async (_, behaviour) => {
    upstream.enqueue(behaviour);
    expect(await generate()).toMatchObject({ text: 'Tea', finishReason: 'STOP' });
  });

  it('has the requested model if it names none', async () => {
    upstream.enqueue(raw(text('Tea'), stop, done));
    expect(await generate()).toMatchObject({ model: 'some/model' });
  });

  it('can be split at any byte', async () => {
    const pieces = Array.from(Buffer.from(text('Thé 🍵 茶') + stop + done), (byte) => Uint8Array.of(byte));
    upstream.enqueue({ kind: 'raw', pieces });
    expect(await generate()).toMatchObject({ text: 'Thé 🍵 茶' });
  });

  it('never emits half a character', async () => {
    upstream.enqueue(raw(text('tea \ud83c'), text('\udf75!'), text('\udf75'), text('\ud83c'), stop, done));
    const deltas: string[] = [];
    const { text: whole } = await generate({}, (delta) => deltas.push(delta));
    expect(whole).toBe('tea 🍵!\uFFFD\uFFFD');
    expect(deltas.join('')).toBe(whole);
    expect(deltas.filter((delta) => /\p{Surrogate}/u.test(delta))).toEqual([]);
  });

  it.each([
    ['x', 10_000],
    ['🍵', 10_000],
  ])('may be 100,000 characters long, of %s', async (letter, length) => {
    upstream.enqueue({ kind: 'text', chunks: Array.from({ length: 10 }, () => letter.repeat(length)) });
    expect(await generate()).toMatchObject({ text: letter.repeat(100_000), finishReason: 'STOP' });
  });

  it('ends at that limit, and the request is aborted', async () => {
    const chunks = Array.from({ length: 15 }, () => 'x'.repeat(10_000));
    upstream.enqueue({ kind: 'stallAfter', chunks });
    const deltas: string[] = [];
    const answer = await generate({}, (delta) => deltas.push(delta));
    expect(answer).toMatchObject({ text: 'x'.repeat(100_000), finishReason: 'LENGTH' });
    expect(deltas.join('')).toBe(answer.text);
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });

  it('ends at that limit also in one chunk, and between two letters', async () => {
    upstream.enqueue({ kind: 'json', text: `${'x'.repeat(99_998)}👩‍🍳 and more` });
    expect(await generate()).toMatchObject({ text: 'x'.repeat(99_998), finishReason: 'LENGTH' });
  });

  it('is normalized to NFC without control characters, split at any position', async () => {
    upstream.enqueue(raw(text('Cafe'), text('\u0301 a\u0000b\u001b[1m'), text('Cafe\u0301'), stop, done));
    expect((await generate()).text).toBe('Café ab[1mCafé'.normalize('NFC'));
  });

  it('is blank if nothing of it is visible', async () => {
    upstream.enqueue(raw(text('\u200b\ufeff \u0000'), stop, done));
    await expect(generate()).rejects.toMatchObject({ code: 'BAD_RESPONSE' });
  });

  it('keeps its connection for the next request if the server ends the response', async () => {
    for (const _ of [1, 2, 3]) {
      await generate();
      await upstream.requests.at(-1)?.ended;
      await delay(50);
    }
    expect(upstream.requests.map(({ aborted }) => aborted)).toEqual([false, false, false]);
    // Connections of earlier tests may still be open, and close meanwhile.
    expect(new Set(upstream.requests.map(({ port }) => port)).size).toBeLessThan(3);
  });

  it('is returned although the connection stays open', async () => {
    upstream.enqueue({
      kind: 'raw',
      pieces: [text('Tea'), stop, done, ...Array(100).fill(': on\n\n')],
      delayMs: 50,
    });
    expect(await generate()).toMatchObject({ text: 'Tea' });
    await upstream.requests[0]?.ended;
    expect(upstream.requests[0]?.aborted).toBe(true);
  });

  it('is returned without a timeout if the server neither sends [DONE] nor closes', async () => {
    upstream.enqueue({
      kind: 'raw',
      pieces: [text('Tea'), stop, ...Array(100).fill(': on\n\n')],
      delayMs: 50,
    });
    expect(await generate({ totalTimeoutMs: 60_000 })).toMatchObject({ text: 'Tea' });
  });
});
