import { io } from 'socket.io-client';
import { WebSocket } from 'ws';

export interface Subscriber {
  close(): void;
}

interface Where {
  url: string;
  token: string;
  /** The local address of the connection. Each address has its own ports. */
  localAddress?: string;
  onMessage(message: string): void;
}

/** Connects a subscriber. Resolves when it is live, as far as its server reports it. */
export type Connect = (where: Where) => Promise<Subscriber>;

const SUBSCRIPTION = `subscription Completed {
  jobCompleted { cursor occurredAt job { id status generatedContent } }
}`;
const OPTIONS = { perMessageDeflate: false, skipUTF8Validation: true };

function open({ url, localAddress }: Where, protocol?: string): WebSocket {
  const address = `${url.replace('http', 'ws')}/graphql`;
  return new WebSocket(address, protocol ? [protocol] : [], {
    ...OPTIONS,
    ...(localAddress && { localAddress }),
  });
}

/** The graphql-transport-ws protocol. The answer to a query on the same socket follows the subscription's start. */
export const graphqlSocket: Connect = (where) =>
  new Promise((resolve, reject) => {
    const socket = open(where, 'graphql-transport-ws');
    const send = (message: object) => socket.send(JSON.stringify(message));
    let live = false;
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`closed with ${code} ${reason}`)));
    socket.on('open', () =>
      send({ type: 'connection_init', payload: { Authorization: `Bearer ${where.token}` } }),
    );
    socket.on('message', (data: Buffer) => {
      const message = data.toString();
      if (live && message.includes('"next"')) return where.onMessage(message);
      const { type, id } = JSON.parse(message);
      if (type === 'connection_ack') {
        send({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } });
        send({ id: '2', type: 'subscribe', payload: { query: '{ __typename }' } });
      } else if (type === 'ping') send({ type: 'pong' });
      else if (id === '2' && type === 'next') {
        live = true;
        resolve({ close: () => socket.terminate() });
      } else if (type === 'error') reject(new Error(message));
    });
  });

/** The protocol of the limit server: the token, and then events. */
export const plainSocket: Connect = (where) =>
  new Promise((resolve, reject) => {
    const socket = open(where);
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)));
    socket.on('open', () => socket.send(`Bearer ${where.token}`));
    socket.on('message', (data: Buffer) => {
      const message = data.toString();
      if (message === '{"type":"live"}') resolve({ close: () => socket.terminate() });
      else where.onMessage(message);
    });
  });

export const socketIo: Connect = (where) =>
  new Promise((resolve, reject) => {
    const socket = io(where.url, {
      transports: ['websocket'],
      auth: { token: `Bearer ${where.token}` },
      forceNew: true,
      reconnection: false,
      perMessageDeflate: false as never,
      ...(where.localAddress && { localAddress: where.localAddress }),
    });
    socket.on('connect_error', reject);
    socket.on('live', () => resolve({ close: () => void socket.disconnect() }));
    socket.on('completed', (event: { job: { generatedContent: string } }) =>
      where.onMessage(event.job.generatedContent),
    );
  });
