import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json as readJson } from 'node:stream/consumers';
import { FORMS } from '../../src/writing/forms.js';
import { REQUIREMENTS } from '../../src/writing/options/rules.js';
import { type Behaviour, play } from './upstream-behaviours.js';

export { type Behaviour, frame, type Hold, hold, textFor } from './upstream-behaviours.js';

/** The expected chat completions request. Tests check `unknown` fields. */
export interface UpstreamBody {
  model: string;
  messages: { role: string; content: string }[];
  stream?: boolean;
  max_tokens?: number;
  temperature?: number;
}

export interface UpstreamRequest {
  /** 1 for the first request that this upstream received (since `reset`). */
  number: number;
  /** With its query, if any. */
  path: string;
  headers: IncomingHttpHeaders;
  body: UpstreamBody;
  /** The user’s message. */
  prompt: string;
  /** The client’s port: the same for requests over one connection. */
  port: number | undefined;
  /** When its body had arrived, in milliseconds since the epoch. */
  receivedAt: number;
  /** The connection was closed, by either side, before the response was complete. */
  aborted: boolean;
  /** Resolves when the response is complete or the connection closed. Then `aborted` is final. */
  ended: Promise<void>;
}

type Matches = (request: UpstreamRequest) => boolean;

/** A real HTTP server that simulates an OpenAI-compatible provider. It answers correctly by default. */
export interface Upstream {
  /** The base URL of the provider: `http://127.0.0.1:<port>/v1`. */
  url: string;
  /** Every request to the completions endpoint, in order of arrival. */
  requests: UpstreamRequest[];
  /** Sets the response to all requests that nothing below decides. The default is `textFor(prompt)` in a few chunks. */
  respondWith(behaviour: Behaviour): void;
  /** Sets the response to the next requests, one each, first in first out. Overrides `respondWith`. */
  enqueue(...behaviours: Behaviour[]): void;
  /**
   * Sets the response to every request that matches, the newest rule first. Overrides `enqueue`, and takes nothing from
   * it.
   */
  when(matches: Matches, behaviour: Behaviour): void;
  /** The first request that matches, whether it has arrived already or not. */
  waitForRequest(matches?: Matches): Promise<UpstreamRequest>;
  /** Removes the recorded requests and the rules. Requests in progress continue. */
  reset(): void;
  /** Closes all connections, and with them the responses in progress. */
  closeAnswers(): void;
  close(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const requests: UpstreamRequest[] = [];
  const rules: { matches: Matches; behaviour: Behaviour }[] = [];
  const queue: Behaviour[] = [];
  const waiting = new Set<(request: UpstreamRequest) => void>();
  let standard: Behaviour = { kind: 'text' };

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.method !== 'POST' || incoming.url?.split('?')[0] !== '/v1/chat/completions') {
      response.writeHead(404).end();
      return;
    }
    const gone = new AbortController();
    const request = await record(incoming, response, gone);
    for (const check of waiting) check(request);
    const rule = rules.findLast(({ matches }) => matches(request));
    const behaviour = rule?.behaviour ?? queue.shift() ?? standard;
    try {
      await play(behaviour, { response, request, gone: gone.signal });
    } catch (error) {
      if (!gone.signal.aborted) throw error; // else only a wait that the client’s disconnect ended
    }
  }

  async function record(incoming: IncomingMessage, response: ServerResponse, gone: AbortController) {
    const body = (await readJson(incoming)) as UpstreamBody;
    const request: UpstreamRequest = {
      number: requests.length + 1,
      path: incoming.url ?? '',
      headers: incoming.headers,
      body,
      prompt: withoutLead(body.messages.findLast(({ role }) => role === 'user')?.content ?? ''),
      port: incoming.socket.remotePort,
      receivedAt: Date.now(),
      aborted: false,
      ended: new Promise((resolve) => {
        response.once('close', () => {
          request.aborted = !response.writableEnded;
          gone.abort();
          resolve();
        });
      }),
    };
    requests.push(request);
    return request;
  }

  const server = createServer((incoming, response) => void handle(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    respondWith: (behaviour) => {
      standard = behaviour;
    },
    enqueue: (...behaviours) => void queue.push(...behaviours),
    when: (matches, behaviour) => void rules.push({ matches, behaviour }),
    waitForRequest: (matches = () => true) =>
      new Promise((resolve) => {
        const check = (request: UpstreamRequest) => {
          if (!matches(request)) return;
          waiting.delete(check);
          resolve(request);
        };
        const known = requests.find(matches);
        if (known) resolve(known);
        else waiting.add(check);
      }),
    reset: () => {
      for (const list of [requests, rules, queue]) list.length = 0;
      standard = { kind: 'text' };
    },
    closeAnswers: () => server.closeAllConnections(),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The user’s own words, without the form’s words before them and those of the options after them. */
function withoutLead(words: string): string {
  const { lead = '' } = Object.values(FORMS).find((form) => form.lead && words.startsWith(form.lead)) ?? {};
  return words.slice(lead.length).split(REQUIREMENTS)[0] ?? '';
}
