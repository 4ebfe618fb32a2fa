import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  body: string;
  /** The headers of Standard Webhooks. */
  headers: Record<string, string>;
  /** When it arrived, in milliseconds since 1970. */
  at: number;
}

/** A server that receives webhooks, and answers 200 by default. */
export interface WebhookReceiver {
  /** Changes with each `reset`. */
  readonly url: string;
  /** The status of the next response. With `silence`, the receiver does not respond until it is closed. */
  answer(next: number | 'silence'): void;
  /** Waits for this number of requests, and takes them in the order of arrival. */
  take(count: number): Promise<Received[]>;
  /** Waits for one request, and takes it. */
  next(): Promise<Received>;
  /**
   * Forgets everything. Requests to the former URL, which repeat those of an earlier test, get a response but no
   * record.
   */
  reset(): void;
  close(): Promise<void>;
}

const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

export async function startReceiver(): Promise<WebhookReceiver> {
  const waiting: Received[] = [];
  let answers: (number | 'silence')[] = [];
  let arrived = () => {};
  let path = '/hook/0';
  let resets = 0;
  const reply = (response: ServerResponse) => {
    const status = answers.shift() ?? 200;
    if (status !== 'silence') response.writeHead(status).end();
  };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (!request.url?.startsWith(path)) return void response.end();
    const headers = Object.fromEntries(NAMES.map((name) => [name, String(request.headers[name])]));
    waiting.push({ body, headers, at: Date.now() });
    reply(response);
    arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  async function take(count: number) {
    while (waiting.length < count) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    return waiting.splice(0, count);
  }
  return {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    },
    answer: (next) => void answers.push(next),
    take,
    next: async () => (await take(1))[0] as Received,
    reset() {
      waiting.length = 0;
      answers = [];
      path = `/hook/${++resets}/`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
