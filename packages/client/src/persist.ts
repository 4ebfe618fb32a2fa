import { ApiError, ConnectionError, isFinal } from './errors.js';

/** Between two requests while the API is away, in milliseconds. Doubles up to the longest. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Sends a request until it succeeds or a retry is useless.
 * @returns the function that ends it; nothing is called afterwards
 */
export function persist<Result>(
  send: () => Promise<Result>,
  succeed: (result: Result) => void,
  fail: (error: unknown) => void,
): () => void {
  let stopped = false;
  let timer: Timer | undefined;
  const start = (pause: number) =>
    send().then(
      (result) => {
        if (!stopped) succeed(result);
      },
      (error) => {
        if (stopped) return;
        if (!isTemporary(error)) return fail(error);
        timer = setTimeout(() => start(Math.min(pause * 2, LONGEST_PAUSE_MS)), pause);
      },
    );
  start(PAUSE_MS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** Whether the same request may succeed later. Errors of `refresh` are temporary too. */
const isTemporary = (error: unknown) =>
  error instanceof ApiError
    ? !isFinal(error)
    : !(error instanceof ConnectionError) || !['CLOSED', 'NO_WEBSOCKET'].includes(error.code);
