/** The intervals and time limits of the app, in milliseconds. */
export interface Timing {
  /** Between two pings of a socket. */
  ping: number;
  /** The time limit for the answer to a ping. */
  pong: number;
  /** The longest pause between two connections. It ends at once if the network is back. */
  retryMax: number;
  /** A token that expires within this time is refreshed before it is used. */
  tokenMargin: number;
}

declare global {
  /** Set before the app is loaded, by tests with shorter waits. */
  var appTiming: Partial<Timing> | undefined;
}

export const timing: Timing = {
  ping: 10_000,
  pong: 4_000,
  retryMax: 10_000,
  tokenMargin: 5_000,
  ...globalThis.appTiming,
};
