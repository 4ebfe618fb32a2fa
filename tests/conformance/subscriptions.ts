import { JobCompleted, JobEnd, JobProgress } from '@smart-content/client/operations';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { openEvents } from '../support/event-source.js';
import { openSocket } from '../support/raw-socket.js';
import { atOnce, bytesOn, type Place, pause, type Transport, watchOf } from './transport.js';

type Data = Record<string, unknown>;
/** Yields the data of a subscription, with the raw text of the message. */
type Subscribe = (
  place: Place,
  document: object,
  variables: Data,
) => AsyncIterable<{ data: Data; wire: string }>;

/** What both transports of subscriptions have in common. */
const over = (name: string, subscribe: Subscribe, refusal: Transport['refusal']): Transport => {
  async function collect(place: Place, jobIds: Promise<string[]>) {
    const { length } = await jobIds;
    const events: string[] = [];
    for await (const { data, wire } of subscribe(place, JobCompleted, { after: '0' })) {
      events.push(bytesOn(wire, data.jobCompleted));
      if (events.length === length) break;
    }
    return events;
  }
  return {
    name,
    watch: (place, jobId) =>
      watchOf(async (report) => {
        for await (const { data } of subscribe(place, JobProgress, { jobId })) report(data.jobProgress);
        for await (const { data, wire } of subscribe(place, JobEnd, { jobId }))
          return bytesOn(wire, data.jobCompleted);
        throw new Error(`${name} ended without an event`);
      }),
    events: (place, jobIds) => atOnce(collect(place, jobIds)),
    refusal,
  };
};

export const webSocket = over(
  'WebSocket',
  async function* ({ url, token }, document, variables) {
    let wire = '';
    const client = createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: class extends WebSocket {
        constructor(...args: ConstructorParameters<typeof WebSocket>) {
          super(...args);
          this.on('message', (data) => {
            wire += String(data);
          });
        }
      },
      connectionParams: { Authorization: `Bearer ${token}` },
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: pause,
    });
    try {
      for await (const { data, errors } of client.iterate<Data>({ query: String(document), variables })) {
        if (!data) throw new Error(JSON.stringify(errors));
        yield { data, wire };
      }
    } finally {
      await client.dispose();
    }
  },
  async ({ url, token }) => {
    const socket = await openSocket(url);
    socket.send({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
    const { code } = await socket.closed;
    // The close codes of docs/api.md.
    return code === 4403 ? 'UNAUTHENTICATED' : String(code);
  },
);

export const serverSentEvents = over(
  'SSE',
  async function* (place, document, variables) {
    for (;;) {
      await using stream = await openStream(place, document, variables).catch(() => null);
      for (;;) {
        // A stream that ends without `complete` is resumed.
        const event = await stream?.next().catch(() => null);
        if (!event) break;
        if (event.event === 'complete') return;
        const { data, errors } = JSON.parse(event.data);
        if (!data) throw new Error(JSON.stringify(errors));
        yield { data, wire: event.data };
      }
      await pause();
    }
  },
  async (place, jobId) => {
    await using stream = await openStream(place, JobEnd, { jobId });
    const event = await stream.next();
    return JSON.parse(event?.data ?? '{}').errors[0].extensions.code;
  },
);

const openStream = ({ url, token }: Place, document: object, variables: Data) =>
  openEvents(`${url}/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query: String(document), variables }),
  });
