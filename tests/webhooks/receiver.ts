import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  body: string;
  /** The headers of Standard Webhooks. */
  headers: Record<string, string>;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
}

/** A server that receives webhooks, and answers 200 unless it is told otherwise. */
export interface WebhookReceiver {
  url: string;
  /** All that arrived and was not taken. */
  waiting: Received[];
  /** The status of the next answer. */
  answer(status: number): void;
  /** Waits for this many, and takes them in the order in which they came. */
  take(count: number): Promise<Received[]>;
  reset(): void;
  close(): Promise<void>;
}

const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

export async function startReceiver(): Promise<WebhookReceiver> {
  const waiting: Received[] = [];
  let answers: number[] = [];
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = Object.fromEntries(NAMES.map((name) => [name, String(request.headers[name])]));
    waiting.push({ body, headers, at: Date.now() });
    response.writeHead(answers.shift() ?? 200).end();
    arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    waiting,
    answer: (status) => void answers.push(status),
    async take(count) {
      while (waiting.length < count) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      return waiting.splice(0, count);
    },
    reset() {
      waiting.length = 0;
      answers = [];
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
