/** A smaller difference of clocks is ignored, in milliseconds: the header has whole seconds, and the network takes time. */
const CLOCK_TOLERANCE_MS = 5_000;

let offset = 0;

/** The server's clock minus this machine's, by its last response, in milliseconds. It corrects a wrong local clock. */
export const serverClockOffset = (): number => offset;

/** Reads the server's clock from a response. */
export function readServerClock({ headers }: Response): void {
  const apart = Date.parse(headers.get('date') ?? '') - Date.now();
  if (!Number.isNaN(apart)) offset = Math.abs(apart) > CLOCK_TOLERANCE_MS ? apart : 0;
}
