import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTextProvider } from '../../src/provider/openai-chat.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { REQUEST } from './provider-setup.js';
import { TRANSCRIPTS } from './transcripts/table.js';
import { bytesOf, type Transcript } from './transcripts/wire.js';

/** Sends the responses that it is given, one a connection, and closes the connection. */
let server: Server;
let responses: Buffer[][] = [];
beforeAll(async () => {
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', async () => {
      const pieces = responses.shift() ?? [];
      for (const piece of pieces) {
        socket.write(piece);
        if (pieces.length > 1) await delay(1);
      }
      socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

function inPieces(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

async function outcomeOf(transcript: Transcript, size: number) {
  const { before = [] } = transcript;
  responses = [...before, transcript].map((response) => inPieces(bytesOf(response), size));
  const provider = createTextProvider({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey: null,
    model: 'some/model',
    appUrl: null,
    maxTokens: 100,
    temperature: 0,
    totalTimeoutMs: 10_000,
    idleTimeoutMs: 5_000,
  });
  let streamed = '';
  const { signal } = new AbortController();
  try {
    const onText = (delta: string) => (streamed += delta);
    const onRestart = () => (streamed = '');
    const answer = await provider.generate(REQUEST, { signal, onText, onRestart });
    // What was streamed is the text, to the character.
    expect(streamed).toBe(answer.text);
    return answer;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error;
  }
}

describe('a response of the field', () => {
  it.each(TRANSCRIPTS)('$name', async (transcript) => {
    const { outcome } = transcript;
    for (const size of [1_000_000, 37]) {
      const found = await outcomeOf(transcript, size);
      // As many requests as there are responses.
      expect(responses).toEqual([]);
      if ('text' in outcome) {
        expect(found).toMatchObject(outcome);
        continue;
      }
      const { waitMs, message, ...facts } = outcome;
      expect(found).toMatchObject(facts);
      if (message) expect((found as ProviderError).message).toMatch(message);
      if (!waitMs) continue;
      expect((found as ProviderError).retryAfterMs).toBeGreaterThan(waitMs[0]);
      expect((found as ProviderError).retryAfterMs).toBeLessThanOrEqual(waitMs[1]);
    }
  });
});
