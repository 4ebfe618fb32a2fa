import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** A subscriber without a graphql-transport-ws client, whose connection a test can disturb. */
export interface RawSubscriber {
  ws: WebSocket;
  subscribe(query: string, variables: Record<string, unknown>): void;
  /** The number of received events. */
  events(): number;
  /** Waits this long, in milliseconds, so that the server registers what was sent. */
  settled(ms: number): Promise<void>;
  /** Stops reading, so that the network buffers fill. */
  pause(): void;
  resume(): void;
  /** Drops the connection with a TCP reset. */
  reset(): void;
  closed: Promise<number>;
}

export async function openRaw(url: string, token: string): Promise<RawSubscriber> {
  const ws = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  let events = 0;
  const acknowledged = new Promise<void>((resolve, reject) => {
    ws.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      if (type === 'connection_ack') resolve();
      if (type === 'next') events++;
      if (type === 'ping') ws.send('{"type":"pong"}');
    });
    ws.on('error', reject);
  });
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  ws.once('open', () =>
    ws.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } })),
  );
  await acknowledged;
  const stream = () => (ws as unknown as { _socket: Socket })._socket;
  return {
    ws,
    subscribe: (query, variables) =>
      ws.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } })),
    events: () => events,
    settled: (ms) => delay(ms),
    pause: () => void stream().pause(),
    resume: () => void stream().resume(),
    reset: () => void stream().resetAndDestroy(),
    closed,
  };
}
