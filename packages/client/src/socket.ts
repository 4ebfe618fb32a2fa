import { type Client, createClient } from 'graphql-ws/client';
import { ConnectionError } from './errors.js';
import type { Session } from './session.js';
import { watchForWaking } from './wake.js';

/** `live` once the API has acknowledged the socket; `waiting` between two connections. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'waiting';

export interface Socket {
  client: Client;
  state(): ConnectionState;
  /** Connects at once instead of after a pause, and checks an open connection. */
  wake(): void;
  isClosed(): boolean;
  close(): void;
}

export interface SocketTiming {
  /** Between two pings, in milliseconds. */
  pingMs: number;
  /** For the answer to a ping: without one the socket is dead, for example after sleep. */
  pongMs: number;
  /** The longest pause between two connections. */
  longestPauseMs: number;
  /** How long a socket without subscriptions stays open. */
  idleMs: number;
}

export interface SocketOptions extends SocketTiming {
  url: string;
  session: Session;
  WebSocket: unknown;
  onState(state: ConnectionState): void;
}

/** The token has expired, or its session has ended. */
const CLOSED_FORBIDDEN = 4403;
interface OpenSocket {
  readyState: number;
  send(text: string): void;
}

const CLOSED_NORMALLY = 1000;
const OPEN = 1;

/** The one socket of a client. It opens with the first subscription, and reconnects while there is one. */
export function createSocket(options: SocketOptions): Socket {
  const { session, pingMs, pongMs, longestPauseMs, idleMs } = options;
  if (!options.WebSocket) {
    throw new ConnectionError(
      'NO_WEBSOCKET',
      'This runtime has no WebSocket: pass one as the option `WebSocket`, for example that of the package ws.',
    );
  }
  let state: ConnectionState = 'idle';
  let closed = false;
  let endPause = () => {};
  let open: OpenSocket | undefined;
  let pongTimer: Timer | undefined;
  /** The token of the present socket, and the one that the API rejected. */
  let presented: string | null = null;
  let rejected: string | null | undefined;

  const enter = (next: ConnectionState) => {
    if (state === next) return;
    state = next;
    options.onState(next);
  };
  const expectPong = () => {
    clearTimeout(pongTimer);
    pongTimer = setTimeout(() => client.terminate(), pongMs);
  };

  const client = createClient({
    url: options.url.replace(/^http/, 'ws'),
    webSocketImpl: options.WebSocket,
    // Must not throw: graphql-ws would wait forever. Without a token the API refuses the subscription, which says why.
    async connectionParams() {
      presented = await session.token().catch(() => null);
      return presented === null ? {} : { Authorization: `Bearer ${presented}` };
    },
    keepAlive: pingMs,
    connectionAckWaitTimeout: pingMs,
    lazyCloseTimeout: idleMs,
    retryAttempts: Number.POSITIVE_INFINITY,
    // A connection that cannot be established is an event without a code, after which graphql-ws gives up by default.
    shouldRetry: () => true,
    retryWait: pause,
    on: {
      connecting: () => enter('connecting'),
      connected: (socket) => {
        open = socket as OpenSocket;
        enter('live');
      },
      ping: (received) => {
        if (!received) expectPong();
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
      closed: (event) => {
        open = undefined;
        clearTimeout(pongTimer);
        const { code } = event as { code?: number };
        if (code === CLOSED_FORBIDDEN) rejected = presented;
        enter(code === CLOSED_NORMALLY ? 'idle' : 'waiting');
      },
    },
  });

  /** Before each reconnection: waits unless something wakes it, and replaces a rejected token. */
  async function pause(tries: number): Promise<void> {
    enter('waiting');
    for (let failed = 0; ; failed++) {
      // None after an expired token. Otherwise random, so that clients do not reconnect together.
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

  function wake() {
    endPause();
    if (open?.readyState !== OPEN) return;
    open.send(JSON.stringify({ type: 'ping' }));
    expectPong();
  }

  const stopWatching = watchForWaking(wake);
  return {
    client,
    state: () => state,
    wake,
    isClosed: () => closed,
    close() {
      closed = true;
      stopWatching();
      clearTimeout(pongTimer);
      void client.dispose();
      endPause();
    },
  };
}
