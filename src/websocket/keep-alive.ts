import type { WebSocket } from 'ws';

const INTERVAL_MS = 12_000;

const unanswered = new WeakSet<WebSocket>();

/**
 * Pings a socket every 12 s, and ends one that has not answered by the next ping: its other end is gone. There is no
 * common timer, which would ping all sockets at the same moment.
 */
export function keepAlive(socket: WebSocket, intervalMs = INTERVAL_MS): void {
  const timer = setInterval(ping, intervalMs, socket).unref();
  socket.on('pong', onPong);
  socket.once('close', () => clearInterval(timer));
}

function ping(socket: WebSocket) {
  if (socket.readyState !== socket.OPEN) return;
  if (unanswered.has(socket)) return socket.terminate();
  unanswered.add(socket);
  socket.ping();
}

function onPong(this: WebSocket) {
  unanswered.delete(this);
}
