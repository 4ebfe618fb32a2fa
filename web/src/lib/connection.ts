import { createClient, type Client as SocketClient } from 'graphql-ws';
import { endsSoon, freshSession, refresh } from '../session/refresh.js';
import { dropSession, readSession } from '../session/session.js';
import { GRAPHQL_URL } from './http.js';
import { createStore } from './store.js';
import { timing } from './timing.js';

/** `live` once the server has acknowledged the socket; `offline` if the browser reports no network. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline';

export const connection = createStore<ConnectionState>('idle');

/** A timer that is later than this shows that the machine was asleep, in milliseconds. */
const SLEPT_MS = 15_000;
const CLOCK_MS = 3_000;

const CLOSED_FORBIDDEN = 4403;
const CLOSED_UNAUTHORIZED = 4401;

let wakeUp = () => {};
let socket: WebSocket | null = null;
let pongTimer: ReturnType<typeof setTimeout> | undefined;
/** `renewedAt` of the session whose token the server rejected, and of the one whose cookies the socket sent. */
let refused: number | null = null;
let presented: number | null = null;

/** The tab's only socket. It opens with the first subscription and reconnects while one is open. */
export const socketClient: SocketClient = createClient({
  async url() {
    // The cookies are sent with the request that opens the socket.
    await freshSession().catch(() => {});
    presented = readSession()?.renewedAt ?? null;
    return new URL(GRAPHQL_URL, location.href.replace(/^http/, 'ws')).href;
  },
  keepAlive: timing.ping,
  connectionAckWaitTimeout: timing.ping,
  lazyCloseTimeout: 3_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  // A failed connection is an event without a code, after which graphql-ws gives up by default.
  shouldRetry: () => true,
  retryWait: waitForNextTry,
  on: {
    connecting: () => connection.set(navigator.onLine ? comingBack() : 'offline'),
    connected: (opened) => {
      socket = opened as WebSocket;
      connection.set('live');
    },
    ping: (received) => {
      if (!received) expectPong();
    },
    pong: (received) => {
      if (received) clearTimeout(pongTimer);
    },
    closed: (event) => {
      socket = null;
      clearTimeout(pongTimer);
      const { code } = event as CloseEvent;
      if (code === CLOSED_FORBIDDEN) refused = presented;
      if (code === CLOSED_UNAUTHORIZED) dropSession();
      connection.set(code === 1000 ? 'idle' : navigator.onLine ? 'reconnecting' : 'offline');
    },
  },
});

/** Closes the socket of the previous user after a sign-in or sign-out. */
export function endConnection(): void {
  socketClient.terminate();
  refused = null;
  connection.set('idle');
}

const comingBack = (): ConnectionState => (connection.get() === 'idle' ? 'connecting' : 'reconnecting');

/** Before each reconnection: waits, unless something wakes it, and refreshes an expired token. */
async function waitForNextTry(tries: number): Promise<void> {
  for (let failed = 0; ; failed++) {
    // No pause after an expired token. Otherwise the pauses start small and are random, so that tabs do not reconnect together.
    const wait =
      refused !== null
        ? 0
        : Math.min(250 * 2 ** (tries + failed), timing.retryMax) * (0.5 + Math.random() / 2);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    try {
      const stale = refused;
      refused = null;
      await (stale === null ? freshSession() : refresh(stale));
      return;
    } catch {
      // The refresh failed too: the next reconnection tries it again.
    }
  }
}

function expectPong() {
  clearTimeout(pongTimer);
  pongTimer = setTimeout(() => socketClient.terminate(), timing.pong);
}

/** Called when the socket may be dead without a close event: pings it, or reconnects at once. */
function probe() {
  wakeUp();
  if (socket?.readyState !== WebSocket.OPEN) return;
  const kept = readSession();
  // The server closes it with 4403 anyway; the pong decides about all others.
  if (kept && endsSoon(kept)) void freshSession().catch(() => {});
  socket.send(JSON.stringify({ type: 'ping' }));
  expectPong();
}

addEventListener('online', probe);
addEventListener('offline', () => {
  connection.set('offline');
  probe();
});
addEventListener('pageshow', probe);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') probe();
});

let tick = Date.now();
setInterval(() => {
  const late = Date.now() - tick - CLOCK_MS;
  tick = Date.now();
  if (late > SLEPT_MS) probe();
}, CLOCK_MS);
