import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

export interface Provider {
  url: string;
  /** When each request came, by its number, in milliseconds of `performance.now()`. */
  asked: Map<number, number>;
  /** When each was answered. */
  answered: Map<number, number>;
  close(): void;
}

/** A prompt with its number and the duration of its text. */
export const promptOf = (number: number, modelMs: number) => `Text ${number} takes ${Math.round(modelMs)} ms`;

const frame = (delta: object, finishReason: string | null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'played',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })}\n\n`;

/** A provider whose texts take the duration in their prompts. */
export async function startProvider(): Promise<Provider> {
  const asked = new Map<number, number>();
  const answered = new Map<number, number>();
  const server = createServer(async (request, response) => {
    const at = performance.now();
    const { messages } = (await json(request)) as { messages: { content: string }[] };
    const [, number = '', ms = ''] = /Text (\d+) takes (\d+) ms/.exec(messages.at(-1)?.content ?? '') ?? [];
    asked.set(Number(number), at);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await delay(Number(ms) - (performance.now() - at));
    response.end(`${frame({ content: 'A text.' }, null)}${frame({}, 'stop')}data: [DONE]\n\n`);
    answered.set(Number(number), performance.now());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answered,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
