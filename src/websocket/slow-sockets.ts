import { WebSocket, type WebSocketServer } from 'ws';
import { CloseCode } from './socket-state.js';

/** The longest that a socket may have unsent data, in milliseconds. */
const DRAIN_LIMIT_MS = 10_000;
const LOOK_MS = 1_000;

/**
 * Closes sockets that read more slowly than they are sent to with 1013: clients reconnect, and catch up by their
 * cursor. Until then such a socket holds a stream's buffer and one message for each of its subscriptions, because no
 * event is taken from a stream before the socket drains. Returns a function that stops it.
 * @param closed called for each socket that it closes
 */
export function closeSlowSockets(wss: WebSocketServer, closed?: () => void): () => void {
  let waitingSince = new Map<WebSocket, number>();
  const look = () => {
    const now = Date.now();
    const waiting = new Map<WebSocket, number>();
    for (const socket of wss.clients) {
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount === 0) continue;
      const since = waitingSince.get(socket) ?? now;
      waiting.set(socket, since);
      if (now - since < DRAIN_LIMIT_MS) continue;
      socket.close(CloseCode.TooSlow, 'Too slow: come back and catch up');
      closed?.();
    }
    waitingSince = waiting;
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return () => clearInterval(timer);
}
