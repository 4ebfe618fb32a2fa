import { AppError } from '../errors.js';
/** Sockets and subscriptions that this process holds for each user: each costs memory for as long as it is open. */
export function createSocketLimits(settings) {
    const sockets = new Map();
    const subscriptions = new Map();
    return {
        open(holder) {
            if ((sockets.get(holder) ?? 0) >= settings.socketsPerUser)
                return null;
            add(sockets, holder, 1);
            return new Share(holder, settings, sockets, subscriptions);
        },
    };
}
class Share {
    constructor(holder, settings, sockets, subscriptions) {
        this.holder = holder;
        this.settings = settings;
        this.sockets = sockets;
        this.subscriptions = subscriptions;
        this.own = [];
        this.open = true;
    }
    subscribe(id) {
        const { own, holder, settings, subscriptions } = this;
        if (own.length >= settings.subscriptionsPerSocket) {
            throw tooMany('subscriptionsPerSocket', settings.subscriptionsPerSocket);
        }
        if ((subscriptions.get(holder) ?? 0) >= settings.subscriptionsPerUser) {
            throw tooMany('subscriptionsPerUser', settings.subscriptionsPerUser);
        }
        if (!this.open || own.includes(id))
            return;
        this.own = [...own, id];
        add(subscriptions, holder, 1);
    }
    unsubscribe(id) {
        if (!this.own.includes(id))
            return;
        this.own = this.own.filter((other) => other !== id);
        add(this.subscriptions, this.holder, -1);
    }
    release() {
        if (!this.open)
            return;
        this.open = false;
        add(this.sockets, this.holder, -1);
        add(this.subscriptions, this.holder, -this.own.length);
        this.own = [];
    }
}
function add(counts, key, change) {
    const count = (counts.get(key) ?? 0) + change;
    if (count > 0)
        counts.set(key, count);
    else
        counts.delete(key);
}
/** No `retryAfterSeconds`: it is over when another one ends. */
function tooMany(name, max) {
    return new AppError('RATE_LIMITED', `The limit of ${name} is reached: ${max}. End another one first.`, {
        limit: { name, max },
    });
}
//# sourceMappingURL=socket-limits.js.map