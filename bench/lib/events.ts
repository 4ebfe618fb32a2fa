/** An order to a publisher. */
export interface PublishOrder {
  /** The number of users, from the first, that get events in turn. */
  users: number;
  count: number;
  /** Undefined: as fast as it can. */
  perSecond?: number;
}

/** The beginning of each event's text: its user, its number among the user's events, and the time of sending. */
export function marker(user: number, seq: number): string {
  return `#${user}:${seq}:${process.hrtime.bigint()}#`;
}

export interface Mark {
  user: number;
  seq: number;
  /** The time since it was sent. All processes of a machine share the clock. */
  ms: number;
}

/** Reads the mark in a message with an event's text; null if there is none. */
export function readMark(message: string): Mark | null {
  const mark = /#(\d+):(\d+):(\d+)#/.exec(message);
  if (!mark) return null;
  const [, user, seq, sent] = mark;
  return {
    user: Number(user),
    seq: Number(seq),
    ms: Number(process.hrtime.bigint() - BigInt(sent as string)) / 1_000_000,
  };
}
