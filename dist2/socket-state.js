/** Why this server closes a socket: graphql-ws clients stop for good at 4401, and come back at the others. */
export var CloseCode;
(function (CloseCode) {
    CloseCode[CloseCode["GoingAway"] = 1001] = "GoingAway";
    CloseCode[CloseCode["Internal"] = 1011] = "Internal";
    CloseCode[CloseCode["TooSlow"] = 1013] = "TooSlow";
    CloseCode[CloseCode["InvalidToken"] = 4401] = "InvalidToken";
    CloseCode[CloseCode["ExpiredToken"] = 4403] = "ExpiredToken";
    CloseCode[CloseCode["TooManySockets"] = 4429] = "TooManySockets";
})(CloseCode || (CloseCode = {}));
/** setTimeout counts milliseconds in 31 bits; a longer wait is taken in parts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** A mutation waits this long, in milliseconds, for the subscriptions sent before it on its socket. */
const START_LIMIT_MS = 2_000;
/** What is known of one socket, from its `connection_init` to its end. */
export class SocketState {
    /** @param token null for an anonymous connection */
    constructor(token, share) {
        this.token = token;
        this.share = share;
    }
    /** Calls back at the moment when the token expires, unless the socket is gone by then. */
    atExpiry(expiresAt, callback) {
        const left = expiresAt.getTime() - Date.now();
        this.expiry =
            left > LONGEST_TIMER_MS
                ? setTimeout(() => this.atExpiry(expiresAt, callback), LONGEST_TIMER_MS)
                : setTimeout(callback, Math.max(0, left));
        this.expiry.unref();
    }
    /** Calls back when the socket is gone; the last callback that was given. */
    atEnd(callback) {
        this.end = callback;
    }
    subscriptionStarts(id) {
        const { promise, resolve } = withResolvers();
        this.starting ??= new Map();
        this.starting.set(id, { live: promise, resolve });
    }
    subscriptionStarted(id) {
        this.starting?.get(id)?.resolve();
        this.starting?.delete(id);
        if (this.starting?.size === 0)
            this.starting = undefined;
    }
    /** It never was: whoever waits for it goes on, and it counts no more. */
    subscriptionFailed(id) {
        this.subscriptionStarted(id);
        this.share.unsubscribe(id);
    }
    /** Resolves when every subscription sent so far is live, or could not be made. */
    async subscriptionsLive() {
        if (!this.starting)
            return;
        const limit = withResolvers();
        const timer = setTimeout(limit.resolve, START_LIMIT_MS);
        await Promise.race([limit.promise, Promise.all([...this.starting.values()].map(({ live }) => live))]);
        clearTimeout(timer);
    }
    dispose() {
        clearTimeout(this.expiry);
        this.share.release();
        this.end?.();
        for (const { resolve } of this.starting?.values() ?? [])
            resolve();
        this.starting = undefined;
    }
}
function withResolvers() {
    let resolve;
    const promise = new Promise((resolvePromise) => {
        resolve = resolvePromise;
    });
    return { promise, resolve };
}
//# sourceMappingURL=socket-state.js.map