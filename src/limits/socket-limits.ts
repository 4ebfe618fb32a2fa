import { AppError } from '../graphql/errors.js';

export interface SocketLimitSettings {
  socketsPerUser: number;
  subscriptionsPerUser: number;
  subscriptionsPerSocket: number;
}

/** The places that one socket takes, until it is released. */
export interface SocketShare {
  /** @throws RATE_LIMITED, which names the limit */
  subscribe(id: string): void;
  unsubscribe(id: string): void;
  /** Releases all of them; idempotent. */
  release(): void;
}

export interface SocketLimits {
  /** Null if the holder has the most sockets allowed. @param holder a user's id, or an address */
  open(holder: string): SocketShare | null;
  /** The numbers of sockets and subscriptions that are open now. */
  counts(): { sockets: number; subscriptions: number };
  settings: SocketLimitSettings;
}

/** Counts this process's sockets and subscriptions of each user: each takes memory while it is open. */
export function createSocketLimits(settings: SocketLimitSettings): SocketLimits {
  const sockets = new Map<string, number>();
  const subscriptions = new Map<string, number>();
  return {
    settings,
    open(holder) {
      if ((sockets.get(holder) ?? 0) >= settings.socketsPerUser) return null;
      add(sockets, holder, 1);
      return new Share(holder, settings, sockets, subscriptions);
    },
    counts: () => ({ sockets: sum(sockets), subscriptions: sum(subscriptions) }),
  };
}

class Share implements SocketShare {
  private own: readonly string[] = [];
  private open = true;

  constructor(
    private readonly holder: string,
    private readonly settings: SocketLimitSettings,
    private readonly sockets: Map<string, number>,
    private readonly subscriptions: Map<string, number>,
  ) {}

  subscribe(id: string) {
    const { own, holder, settings, subscriptions } = this;
    if (own.length >= settings.subscriptionsPerSocket) {
      throw tooMany('subscriptionsPerSocket', settings.subscriptionsPerSocket);
    }
    if ((subscriptions.get(holder) ?? 0) >= settings.subscriptionsPerUser) {
      throw tooMany('subscriptionsPerUser', settings.subscriptionsPerUser);
    }
    if (!this.open || own.includes(id)) return;
    this.own = [...own, id];
    add(subscriptions, holder, 1);
  }

  unsubscribe(id: string) {
    if (!this.own.includes(id)) return;
    this.own = this.own.filter((other) => other !== id);
    add(this.subscriptions, this.holder, -1);
  }

  release() {
    if (!this.open) return;
    this.open = false;
    add(this.sockets, this.holder, -1);
    add(this.subscriptions, this.holder, -this.own.length);
    this.own = [];
  }
}

const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0);

function add(counts: Map<string, number>, key: string, change: number) {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}

/** The error of a stream that finds no place; a socket is closed with 4429 instead. */
export const tooManySockets = ({ socketsPerUser }: SocketLimitSettings): AppError =>
  tooMany('socketsPerUser', socketsPerUser);

/** No `retryAfterSeconds`: the limit is free when another one ends. */
function tooMany(name: string, max: number): AppError {
  return new AppError('RATE_LIMITED', `The limit of ${name} is reached: ${max}. End another one first.`, {
    limit: { name, max },
  });
}
