/** How long the app waits for what, in milliseconds. */
export interface Timing {
  /** Between two questions to a socket whether it still lives. */
  ping: number;
  /** For the answer to one. */
  pong: number;
  /** The longest wait between two tries to connect; a sign that the network is back ends it at once. */
  retryMax: number;
  /** A token that expires within this time is refreshed before it is used. */
  tokenMargin: number;
}

declare global {
  /** Set before the app is loaded, by tests that don't wait as long as people do. */
  var appTiming: Partial<Timing> | undefined;
}

export const timing: Timing = {
  ping: 10_000,
  pong: 4_000,
  retryMax: 10_000,
  tokenMargin: 5_000,
  ...globalThis.appTiming,
};
