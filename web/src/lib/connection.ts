import { createClient, type Client as SocketClient } from 'graphql-ws';
import { endsSoon, freshSession, refresh } from '../session/refresh.js';
import { dropSession, readSession } from '../session/session.js';
import { GRAPHQL_URL } from './http.js';
import { createStore } from './store.js';

/** `live` once the server has greeted the socket; `offline` where the machine itself says that it has no network. */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'reconnecting' | 'offline';

export const connection = createStore<ConnectionState>('idle');

/** How often a socket is asked whether it still lives, and how long it may take to answer, in milliseconds. */
const PING_MS = 10_000;
const PONG_MS = 4_000;
/** The longest wait between two tries, in milliseconds; a sign that the network is back ends it at once. */
const RETRY_MAX_MS = 10_000;
/** A timer that comes later than this slept with the machine, in milliseconds. */
const SLEPT_MS = 15_000;
const CLOCK_MS = 3_000;

const CLOSED_FORBIDDEN = 4403;
const CLOSED_UNAUTHORIZED = 4401;

let wakeUp = () => {};
let socket: WebSocket | null = null;
let pongTimer: ReturnType<typeof setTimeout> | undefined;
/** The token that the server would not have any more. */
let refused: string | null = null;
let presented: string | null = null;

/** The one socket of this tab. It opens with the first subscription, and comes back for as long as one is open. */
export const socketClient: SocketClient = createClient({
  url: new URL(GRAPHQL_URL, location.href.replace(/^http/, 'ws')).href,
  connectionParams: () => {
    presented = readSession()?.token ?? null;
    return presented ? { Authorization: `Bearer ${presented}` } : {};
  },
  keepAlive: PING_MS,
  connectionAckWaitTimeout: PING_MS,
  lazyCloseTimeout: 3_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  // A failed connection is an event without a code, which by default would be final.
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

/** Another user, or none: what was opened for this one is closed. */
export function endConnection(): void {
  socketClient.terminate();
  refused = null;
  connection.set('idle');
}

const comingBack = (): ConnectionState => (connection.get() === 'idle' ? 'connecting' : 'reconnecting');

/** Before each new try: a while, unless something wakes us, and a token that has a chance. */
async function waitForNextTry(tries: number): Promise<void> {
  for (let failed = 0; ; failed++) {
    // The first try after a token's end needs no wait; everything else starts small, and never all tabs at once.
    const wait = refused
      ? 0
      : Math.min(250 * 2 ** (tries + failed), RETRY_MAX_MS) * (0.5 + Math.random() / 2);
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
      await (stale ? refresh(stale) : freshSession());
      return;
    } catch {
      // No network for the refresh either: the next try asks again, by the token's own end.
    }
  }
}

function expectPong() {
  clearTimeout(pongTimer);
  pongTimer = setTimeout(() => socketClient.terminate(), PONG_MS);
}

/** Something happened after which the socket may be dead without having been closed: ask it, or try at once. */
function probe() {
  wakeUp();
  if (socket?.readyState !== WebSocket.OPEN) return;
  const kept = readSession();
  // The server will close it with 4403 anyway; the pong decides about all others.
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
