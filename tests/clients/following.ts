import WebSocket from 'ws';

/** What a client made of the completions of one user, while the test watched. */
export interface Following {
  /** Each event that the client gave on, in order. */
  events: { cursor: string; job: { id: string; status: string } }[];
  /** The `after` of each subscription that went over the wire. */
  asked: unknown[];
  /** Why it is over, where it is. */
  ended: unknown[];
  stop(): void;
}

/** A socket that notes what is asked for. */
export function recordingSocket(asked: unknown[]): typeof WebSocket {
  return class extends WebSocket {
    override send(message: string) {
      const { type, payload } = JSON.parse(message);
      if (type === 'subscribe') asked.push(payload.variables.after);
      super.send(message);
    }
  };
}
