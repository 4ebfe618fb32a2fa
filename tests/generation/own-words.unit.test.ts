import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../local/process/run.js';
import { isOwn } from '../../src/provider/own-words.js';
import { FAILURE_WORDS } from '../../src/provider/provider-error.js';
import { type Behaviour, startUpstream, type Upstream } from '../support/upstream.js';
import { failure, providerOf, REQUEST } from './provider-setup.js';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const signal = () => AbortSignal.timeout(20_000);
const said = { error: { message: 'The local model failed:\n no memory', type: 'server_error', code: 500 } };

/** The message that a job’s owner reads for a failure of a local provider without a key. */
async function messageOf(overrides: Parameters<typeof providerOf>[1] = {}): Promise<string> {
  const provider = providerOf(upstream, { apiKey: null, ...overrides });
  return provider.generate(REQUEST, { signal: signal() }).then(
    () => expect.fail('the generation succeeded'),
    (error: Error) => error.message,
  );
}

it.each<[string, Behaviour, string]>([
  [
    'that rejects a request gives its reason',
    { kind: 'status', status: 500, body: said },
    `${FAILURE_WORDS.PROVIDER_UNAVAILABLE} It said: The local model failed: no memory`,
  ],
  [
    'that fails in mid-text gives its reason',
    { kind: 'errorInStream', event: said, chunks: ['Once'] },
    `${FAILURE_WORDS.PROVIDER_UNAVAILABLE} It said: The local model failed: no memory`,
  ],
  [
    'that uses the error format of Ollama gives its reason',
    { kind: 'status', status: 404, body: { error: 'model "x" not found' } },
    `${FAILURE_WORDS.INVALID_REQUEST} It said: model "x" not found`,
  ],
  [
    'that dies in mid-text is reported as such',
    { kind: 'breakAfter', chunks: ['Once'] },
    `${FAILURE_WORDS.PROVIDER_UNAVAILABLE} It closed the connection, as a process does that dies.`,
  ],
  [
    'that sends no text is reported in our words',
    { kind: 'text', chunks: [' '] },
    `${FAILURE_WORDS.BAD_RESPONSE} The text is blank.`,
  ],
  [
    'without a message is reported by its class',
    { kind: 'status', status: 503 },
    FAILURE_WORDS.PROVIDER_UNAVAILABLE,
  ],
  [
    'that repeats a possible key does not reveal it',
    { kind: 'status', status: 401, body: { error: { message: 'No such key: sk-0123456789abcdef' } } },
    `${FAILURE_WORDS.PROVIDER_REFUSED} It said: No such key: [redacted]`,
  ],
  [
    'with a long message is truncated',
    { kind: 'status', status: 400, body: { error: { message: 'x'.repeat(5_000) } } },
    `${FAILURE_WORDS.INVALID_REQUEST} It said: ${'x'.repeat(300)}…`,
  ],
])('a local provider %s', async (_, behaviour, message) => {
  upstream.reset();
  upstream.respondWith(behaviour);
  expect(await messageOf()).toBe(message);
});

it('a local provider that is not running is reported as such', async () => {
  const baseUrl = `http://127.0.0.1:${await freePort()}/v1`;
  expect(await messageOf({ baseUrl })).toBe(
    `${FAILURE_WORDS.PROVIDER_UNAVAILABLE} Nothing listens at its address.`,
  );
});

it('the message of a provider with a key is never shown', async () => {
  upstream.reset();
  upstream.enqueue({ kind: 'status', status: 500, body: said });
  const error = await failure(providerOf(upstream).generate(REQUEST, { signal: signal() }));
  expect(error.said).toBeNull();
});

it.each([
  ['http://127.0.0.1:8080/v1', null, true],
  ['http://localhost:11434/v1', null, true],
  ['http://[::1]:1234/v1', null, true],
  ['http://127.0.0.1:8080/v1', 'a key', false],
  ['http://192.168.0.7:11434/v1', null, false],
  ['http://localhost.example.com/v1', null, false],
  ['http://127.0.0.1.example.com/v1', null, false],
  ['https://openrouter.ai/api/v1', null, false],
])('%s with the key %s is local: %s', (baseUrl, apiKey, own) => {
  expect(isOwn({ baseUrl, apiKey })).toBe(own);
});
