import { type Client, createClient } from 'graphql-ws/client';
import { ConnectionError } from './errors.js';
import type { Session } from './session.js';
import { watchForWaking } from './wake.js';

/** `live` once the API has acknowledged the socket; `waiting` between two connections. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'waiting';

export interface Socket {
  client: Client;
  /** The number of connections so far. */
  connections(): number;
  /** Connects at once instead of after a pause, and checks an open connection. */
  wake(): void;
  /** Calls back when the client is closed. Returns the function that ends it. */
  onClose(listener: () => void): () => void;
  close(): void;
}

export interface SocketTiming {
  /** Between two pings, in milliseconds. */
  pingMs: number;
  /** The time limit for the answer to a ping. Without an answer the socket is dead, for example after sleep. */
  pongMs: number;
  /** The longest pause between two connections. */
  longestPauseMs: number;
  /** How long a socket without subscriptions stays open. */
  idleMs: number;
}

export interface SocketOptions extends SocketTiming {
  url: string;
  session: Session;
  /** Whether the browser sends the session: see `transport`. */
  cookies: boolean;
  WebSocket: unknown;
  /** A client of the caller, used instead of one with these options. */
  client: Client | undefined;
  onState(state: ConnectionState): void;
}

/** The token has expired, or its session has ended. */
const CLOSED_FORBIDDEN = 4403;
const CLOSED_NORMALLY = 1000;
const OPEN = 1;

interface OpenSocket {
  readyState: number;
  send(text: string): void;
}

/** The one socket of a client. It opens with the first subscription, and reconnects while there is one. */
export function createSocket(options: SocketOptions): Socket {
  const { pongMs, onState } = options;
  let open: OpenSocket | undefined;
  let connections = 0;
  let pongTimer: Timer | undefined;
  const own = options.client ? undefined : createOwnClient(options);
  const client = options.client ?? (own as OwnClient).client;
  const closing = new Set<() => void>();

  const expectPong = () => {
    clearTimeout(pongTimer);
    pongTimer = setTimeout(() => client.terminate(), pongMs);
  };
  const wake = () => {
    own?.endPause();
    if (open?.readyState !== OPEN) return;
    open.send(JSON.stringify({ type: 'ping' }));
    expectPong();
  };
  const listeners = [
    client.on('connecting', () => onState('connecting')),
    client.on('connected', (socket) => {
      open = socket as OpenSocket;
      connections += 1;
      onState('live');
    }),
    client.on('ping', (received) => {
      if (!received) expectPong();
    }),
    client.on('pong', (received) => {
      if (received) clearTimeout(pongTimer);
    }),
    client.on('closed', (event) => {
      open = undefined;
      clearTimeout(pongTimer);
      onState((event as { code?: number }).code === CLOSED_NORMALLY ? 'idle' : 'waiting');
    }),
    watchForWaking(wake),
  ];

  return {
    client,
    connections: () => connections,
    wake,
    onClose(listener) {
      closing.add(listener);
      return () => void closing.delete(listener);
    },
    close() {
      for (const end of [...closing]) end();
      for (const end of listeners) end();
      clearTimeout(pongTimer);
      onState('idle');
      if (!own) return;
      // Rejects if it waits for a connection that is not made.
      (async () => client.dispose())().catch(() => {});
      own.endPause();
    },
  };
}

interface OwnClient {
  client: Client;
  /** Ends the pause before the next connection. */
  endPause(): void;
}

/** A graphql-ws client that reconnects indefinitely, with the newest token. */
function createOwnClient(options: SocketOptions): OwnClient {
  const { session, cookies, pingMs, longestPauseMs, idleMs } = options;
  if (!options.WebSocket) {
    throw new ConnectionError(
      'NO_WEBSOCKET',
      'This runtime has no WebSocket: pass one as the option `WebSocket`, for example that of the package ws.',
    );
  }
  const address = options.url.replace(/^http/, 'ws');
  let endPause = () => {};
  /** The token of the present socket, and the one that the API rejected. */
  let presented: string | null = null;
  let rejected: string | null | undefined;

  /**
   * Must not throw: graphql-ws would wait indefinitely. Without a token the API refuses the subscription with an error.
   */
  const present = async () => {
    presented = await session.token().catch(() => null);
    return presented;
  };

  /** Called before each reconnection: waits until the pause ends or is cut short, and replaces a rejected token. */
  async function pause(tries: number): Promise<void> {
    for (let failed = 0; ; failed++) {
      // No pause after an expired token. Otherwise random, so that clients do not reconnect together.
      const longest =
        rejected === undefined || failed > 0 ? Math.min(250 * 2 ** (tries + failed), longestPauseMs) : 0;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longest * (0.5 + Math.random() / 2));
        endPause = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (rejected === undefined) return;
      try {
        await session.replace(rejected);
        rejected = undefined;
        return;
      } catch {
        // The API cannot be reached for a refresh either.
      }
    }
  }

  const client = createClient({
    webSocketImpl: options.WebSocket,
    ...(cookies
      ? {
          // The browser sends the cookies with the request that opens the socket, so they must be up to date.
          url: async () => {
            await present();
            return address;
          },
        }
      : {
          url: address,
          connectionParams: async () => {
            const token = await present();
            return token === null ? {} : { Authorization: `Bearer ${token}` };
          },
        }),
    keepAlive: pingMs,
    connectionAckWaitTimeout: pingMs,
    lazyCloseTimeout: idleMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    // A connection that cannot be established is an event without a code, after which graphql-ws gives up by default.
    shouldRetry: () => true,
    retryWait: pause,
    on: {
      closed: (event) => {
        if ((event as { code?: number }).code === CLOSED_FORBIDDEN) rejected = presented;
      },
    },
  });
  return { client, endPause: () => endPause() };
}
