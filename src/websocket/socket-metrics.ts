import type { Meter } from '../infra/telemetry/meter.js';

/** Counts what happens to sockets. */
export interface SocketMetrics {
  /** A message was sent. */
  sent(): void;
  /** The server closes a socket that reads too slowly. */
  tooSlow(): void;
  /** A socket is gone. */
  closed(code: number): void;
  /** Reads the numbers of open sockets and subscriptions at each scrape. */
  read(counts: () => { sockets: number; subscriptions: number }): void;
}

/**
 * Close codes with a label of their own: those of the protocols and of this server. A client may close with any other.
 */
const CODES = new Set([1000, 1001, 1005, 1006, 1009, 1011, 1013, 4400, 4401, 4403, 4406, 4408, 4409, 4429]);

export function createSocketMetrics(meter: Meter): SocketMetrics {
  const messages = meter.counter({
    name: 'websocket_messages_sent_total',
    help: 'Messages of graphql-transport-ws that were sent, of all kinds.',
  });
  const slow = meter.counter({
    name: 'websocket_slow_closes_total',
    help: 'Sockets that the server closed with 1013 because they read too slowly.',
  });
  const closes = meter.counter({
    name: 'websocket_closes_total',
    help: 'Sockets that are gone, by close code; 1006 is a connection that broke.',
    labels: ['code'],
  });
  return {
    sent: () => messages.inc(),
    tooSlow: () => slow.inc(),
    closed: (code) => closes.inc({ code: CODES.has(code) ? String(code) : 'other' }),
    read(counts) {
      meter.gauge({
        name: 'websocket_sockets',
        help: 'Sockets that are open, from `connection_init` on.',
        read: (gauge) => gauge.set(counts().sockets),
      });
      meter.gauge({
        name: 'websocket_subscriptions',
        help: 'Subscriptions that are open.',
        read: (gauge) => gauge.set(counts().subscriptions),
      });
    },
  };
}
