import { WebSocket, type WebSocketServer } from 'ws';
import { CloseCode } from './socket-state.js';

/** How long a socket may go without taking all that was sent to it, in milliseconds. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 1_000;

/**
 * Closes sockets that take what they are sent more slowly than it comes, or not at all, with 1013: clients come back
 * on it, and catch up by their cursor. Until then such a socket holds a stream's buffer and one message for each of its
 * subscriptions, as none is taken from an event stream while the socket takes nothing. Answers with what ends the watch.
 */
export function closeSlowSockets(wss: WebSocketServer): () => void {
  let waitingSince = new Map<WebSocket, number>();
  const look = () => {
    const now = Date.now();
    const waiting = new Map<WebSocket, number>();
    for (const socket of wss.clients) {
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount === 0) continue;
      const since = waitingSince.get(socket) ?? now;
      waiting.set(socket, since);
      if (now - since >= PATIENCE_MS) socket.close(CloseCode.TooSlow, 'Too slow: come back and catch up');
    }
    waitingSince = waiting;
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return () => clearInterval(timer);
}
