/** What a publisher is told to do. */
export interface PublishOrder {
  /** The first so many users get events, in turn. */
  users: number;
  count: number;
  /** Undefined: as fast as it can. */
  perSecond?: number;
}

/** What each event's text begins with: whose it is, the how many-eth of theirs, and when it was sent. */
export function marker(user: number, seq: number): string {
  return `#${user}:${seq}:${process.hrtime.bigint()}#`;
}

export interface Mark {
  user: number;
  seq: number;
  /** Since it was sent; the clock is one for all processes of a machine. */
  ms: number;
}

/** Reads the mark in a message that holds an event's text; null where there is none. */
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
