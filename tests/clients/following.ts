import WebSocket from 'ws';

/** What a client received of one user’s completions. */
export interface Following {
  /** Each event that the client emitted, in order. */
  events: { cursor: string; job: { id: string; status: string } }[];
  /** The `after` of each subscription that was sent. */
  asked: unknown[];
  /** The reason of the end, if it has ended. */
  ended: unknown[];
  stop(): void;
}

/** A WebSocket that records the subscriptions that are sent. */
export function recordingSocket(asked: unknown[]): typeof WebSocket {
  return class extends WebSocket {
    override send(message: string) {
      const { type, payload } = JSON.parse(message);
      if (type === 'subscribe') asked.push(payload.variables.after);
      super.send(message);
    }
  };
}
