import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fewShot } from '../../local/model/few-shot.js';
import type { TextSource, WriteRequest } from '../../local/model/llama.js';
import { createModelServer } from '../../local/model/model-server.js';
import { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import { TextLength } from '../../src/writing/options/options.js';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

/** The real HTTP part of the model server, with a simulated model. */
async function serve(write: TextSource['write']): Promise<string> {
  const server = createModelServer({ model: 'small', write });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const words: TextSource['write'] = async ({ onText }) => {
  for (const word of ['Hello', ' ', 'there']) onText(word);
  return { finishReason: 'stop', tokens: 1 };
};

function ask(url: string, body: object, signal?: AbortSignal): Promise<Response> {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Snow' },
  ];
  return fetch(`${url}/v1/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ messages, ...body }),
    signal: signal ?? null,
  });
}

async function firstChoice(response: Response) {
  const body = (await response.json()) as {
    choices: [{ message: { content: string }; finish_reason: string }];
  };
  return body.choices[0];
}

/** A promise with its resolver, for a model that waits until the test continues it. */
function signalled() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

test('streams chunks of one completion, the finish reason, and [DONE]', async () => {
  const response = await ask(await serve(words), { stream: true });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events = (await response.text())
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice('data: '.length));
  expect(events.at(-1)).toBe('[DONE]');
  const chunks = events.slice(0, -1).map((event) => JSON.parse(event));
  expect(new Set(chunks.map(({ id }) => id)).size).toBe(1);
  expect(chunks.every((chunk) => chunk.object === 'chat.completion.chunk' && chunk.model === 'small')).toBe(
    true,
  );
  expect(chunks.map(({ choices }) => choices[0].delta.content ?? '').join('')).toBe('Hello there');
  expect(chunks.map(({ choices }) => choices[0].finish_reason).filter(Boolean)).toEqual(['stop']);
  expect(chunks.at(-1).choices[0].finish_reason).toBe('stop');
});

test('answers in one piece without `stream`', async () => {
  const response = await ask(await serve(words), {});
  expect(await response.json()).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: 'Hello there' }, finish_reason: 'stop' }],
  });
});

test('passes the request to the model, and reports that the token limit ended the text', async () => {
  let received: WriteRequest | undefined;
  const url = await serve(async (request) => {
    received = request;
    request.onText('cut');
    return { finishReason: 'length', tokens: 1 };
  });
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Snow' },
    { role: 'assistant', content: 'White.' },
    { role: 'user', content: 'Longer.' },
  ];
  const response = await ask(url, { messages, max_tokens: 7, temperature: 0.2, stop: 'END' });
  expect(received).toMatchObject({
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Snow' },
      { role: 'assistant', content: 'White.' },
      { role: 'user', content: 'Longer.' },
    ],
    maxTokens: 7,
    temperature: 0.2,
    stop: ['END'],
  });
  expect((await firstChoice(response)).finish_reason).toBe('length');
});

test.each([
  ['invalid JSON', '{'],
  ['no messages', '{"messages":[]}'],
  ['a limit of 0', '{"messages":[{"role":"user","content":"x"}],"max_tokens":0}'],
])('answers 400 in the form of an OpenAI error: %s', async (_, body) => {
  const url = await serve(words);
  const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', body });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    error: { type: 'invalid_request_error', message: expect.any(String) },
  });
});

test('reports its model and its health, and answers 404 for other paths', async () => {
  const url = await serve(words);
  expect(await (await fetch(`${url}/v1/models`)).json()).toMatchObject({ data: [{ id: 'small' }] });
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const elsewhere = await fetch(`${url}/v1/embeddings`, { method: 'POST' });
  expect(elsewhere.status).toBe(404);
  expect(await elsewhere.json()).toHaveProperty('error.message');
});

test('writes one text at a time, and sends keep-alives to waiting requests', async () => {
  const first = signalled();
  let running = 0;
  let most = 0;
  let calls = 0;
  const url = await serve(async ({ onText }) => {
    running += 1;
    most = Math.max(most, running);
    calls += 1;
    if (calls === 1) await first.promise;
    onText('text');
    running -= 1;
    return { finishReason: 'stop', tokens: 1 };
  });
  const one = await ask(url, { stream: true });
  const two = await ask(url, { stream: true });
  const reader = two.body?.getReader();
  const piece = await reader?.read();
  expect(new TextDecoder().decode(piece?.value)).toMatch(/^: /);
  expect(calls).toBe(1);
  first.resolve();
  expect(await one.text()).toContain('[DONE]');
  let rest = '';
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    rest += new TextDecoder().decode(next.value);
  }
  expect(rest).toContain('[DONE]');
  expect(most).toBe(1);
});

test('stops writing when the client disconnects, and serves the next one', async () => {
  const begun = signalled();
  const stopped = signalled();
  let calls = 0;
  const url = await serve(async ({ signal, onText }) => {
    calls += 1;
    if (calls > 1) {
      onText('next');
      return { finishReason: 'stop', tokens: 1 };
    }
    begun.resolve();
    await once(signal, 'abort');
    stopped.resolve();
    throw signal.reason;
  });
  const client = new AbortController();
  const gone = ask(url, { stream: true }, client.signal).then((response) => response.text());
  await begun.promise;
  client.abort();
  await expect(gone).rejects.toThrow();
  await stopped.promise;
  expect((await firstChoice(await ask(url, {}))).message.content).toBe('next');
});

test.each([
  [ContentType.BLOG_POST_OUTLINE, '### Blog post: Snow\n'],
  [ContentType.PRODUCT_DESCRIPTION, '### Product: Snow\n'],
  [ContentType.SOCIAL_MEDIA_CAPTION, '### Post: Snow\n'],
  [ContentType.EMAIL_NEWSLETTER, '### Newsletter: Snow\n'],
  [ContentType.BLOG_POST, '### Blog article: Snow\n'],
])('the examples for %s have this type, and the prompt follows them', (type, heading) => {
  const asked = [
    { role: 'system', content: FORMS[type].instructions() },
    { role: 'user', content: `${FORMS[type].lead ?? ''} Snow\n` },
  ];
  const { text, stops } = fewShot(asked);
  const repair = [
    { role: 'assistant', content: 'White.' },
    { role: 'user', content: 'Write the whole text again.' },
  ];
  expect(fewShot([...asked, ...repair])).toEqual({ text, stops });
  expect(text.endsWith(heading)).toBe(true);
  expect(stops).toContain('###');
  // The examples have the form that the model should write.
  const examples = text.split(/^### .*\n/m).filter((part) => part.trim() !== '');
  expect(examples.length).toBeGreaterThan(0);
  for (const example of examples) {
    // A whole blog post as an example would leave a base model no room for its own.
    const options = type === ContentType.BLOG_POST ? { length: TextLength.SHORT } : {};
    expect(FORMS[type].check(example, options).filter(({ passed }) => !passed)).toEqual([]);
  }
});

test('counts the tokens of the prompt and of the text, in a stream and in one piece', async () => {
  const url = await serve(async ({ onText }) => {
    onText('Tea');
    return { finishReason: 'stop', tokens: 2, promptTokens: 5 };
  });
  const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 };
  expect(await (await ask(url, {})).json()).toMatchObject({ usage });
  const events = (await (await ask(url, { stream: true })).text()).split('\n\n');
  const last = events.findLast((event) => event.includes('finish_reason":"stop'));
  expect(JSON.parse(last?.slice('data: '.length) ?? '')).toMatchObject({ usage });
});
