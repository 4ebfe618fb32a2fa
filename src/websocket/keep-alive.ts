import type { WebSocket } from 'ws';

/** Each socket is pinged once in so many turns, every 12 s; one that has not answered by its next turn is ended. */
const TURNS = 240;
const TURN_MS = 50;

/**
 * Finds sockets whose other end is gone without a word: 12 to 24 s later. One timer for all: a timer for each would
 * weigh on each; and few of them at a time, as a crowd of pings holds up everything else for as long as it takes.
 */
export function keepAlive(turnMs = TURN_MS) {
  const turns = Array.from({ length: TURNS }, () => new Set<WebSocket>());
  const turnOf = new WeakMap<WebSocket, Set<WebSocket>>();
  const unanswered = new WeakSet<WebSocket>();
  let added = 0;
  let turn = 0;

  function onPong(this: WebSocket) {
    unanswered.delete(this);
  }

  const timer = setInterval(() => {
    turn = (turn + 1) % TURNS;
    for (const socket of turns[turn] ?? []) {
      if (socket.readyState !== socket.OPEN) continue;
      if (unanswered.has(socket)) socket.terminate();
      else {
        unanswered.add(socket);
        socket.ping();
      }
    }
  }, turnMs).unref();

  return {
    add(socket: WebSocket) {
      const sockets = turns[added++ % TURNS] as Set<WebSocket>;
      sockets.add(socket);
      turnOf.set(socket, sockets);
      socket.on('pong', onPong);
    },
    delete(socket: WebSocket) {
      turnOf.get(socket)?.delete(socket);
    },
    close: () => clearInterval(timer),
  };
}
