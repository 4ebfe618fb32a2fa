/** Each socket is pinged once in so many turns, a turn a second; one that has not answered by its next turn is ended. */
const TURNS = 12;
const TURN_MS = 1_000;
/**
 * Finds sockets whose other end is gone without a word: 12 to 24 s later. One timer for all: a timer for each would
 * weigh on each; and a twelfth of them at a time, as all at once would hold up everything else.
 */
export function keepAlive(turnMs = TURN_MS) {
    const turns = Array.from({ length: TURNS }, () => new Set());
    const turnOf = new WeakMap();
    const unanswered = new WeakSet();
    let added = 0;
    let turn = 0;
    function onPong() {
        unanswered.delete(this);
    }
    const timer = setInterval(() => {
        turn = (turn + 1) % TURNS;
        for (const socket of turns[turn] ?? []) {
            if (socket.readyState !== socket.OPEN)
                continue;
            if (unanswered.has(socket))
                socket.terminate();
            else {
                unanswered.add(socket);
                socket.ping();
            }
        }
    }, turnMs).unref();
    return {
        add(socket) {
            const sockets = turns[added++ % TURNS];
            sockets.add(socket);
            turnOf.set(socket, sockets);
            socket.on('pong', onPong);
        },
        delete(socket) {
            turnOf.get(socket)?.delete(socket);
        },
        close: () => clearInterval(timer),
    };
}
//# sourceMappingURL=keep-alive.js.map