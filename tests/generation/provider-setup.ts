import { inspect } from 'node:util';
import { expect } from 'vitest';
import { createTextProvider } from '../../src/provider/openai-chat.js';
import { FAILURE_WORDS, ProviderError } from '../../src/provider/provider-error.js';
import type { TextProvider, TextProviderSettings } from '../../src/provider/text-provider.js';
import { ContentType } from '../../src/writing/content-type.js';
import { type Behaviour, frame, type Upstream } from '../support/upstream.js';

export const KEY = 'sk-or-v1-0123456789abcdef';
export const REQUEST = { type: ContentType.SOCIAL_MEDIA_CAPTION, prompt: 'Tea from Nepal' };

/** A provider with this upstream, with limits that no well-behaved response reaches. */
export function providerOf(upstream: Upstream, overrides: Partial<TextProviderSettings> = {}): TextProvider {
  return createTextProvider({
    baseUrl: upstream.url,
    apiKey: KEY,
    model: 'some/model',
    appUrl: 'https://writer.example',
    maxTokens: 1500,
    temperature: 0.7,
    totalTimeoutMs: 20_000,
    idleTimeoutMs: 10_000,
    ...overrides,
  });
}

/** Every failure must be a ProviderError with a fixed message, and must not contain the key, not even in the log. */
export async function failure(generation: Promise<unknown>): Promise<ProviderError> {
  const error = await generation.then(
    () => expect.fail('the generation succeeded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) throw error;
  expect(error.message).toBe(FAILURE_WORDS[error.code]);
  expect(inspect(error, { depth: 20 })).not.toContain(KEY);
  return error;
}

/** An event with this single choice. */
export const choice = (fields: object) => frame({ choices: [{ index: 0, ...fields }] });
export const text = (content: string) => choice({ delta: { content } });
export const stop = choice({ delta: {}, finish_reason: 'stop' });
export const done = frame('[DONE]');
export const raw = (...pieces: (string | Uint8Array)[]): Behaviour => ({ kind: 'raw', pieces });
/** A response that rejects the request. */
export const refusal = (status: number, body: unknown, headers = {}): Behaviour => ({
  kind: 'status',
  status,
  body,
  headers,
});
