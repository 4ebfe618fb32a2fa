import { ConnectionError } from './errors.js';

/** The variables of a request with an idempotency key, which may be sent again. */
const TRIES = 3;
const PAUSE_MS = 500;

/**
 * Sends a request with an idempotency key, and again after a network failure: the key prevents a second job.
 * @param given gets a new key, unless it has one
 */
export async function keyed<Input extends { idempotencyKey?: string | null | undefined }, T>(
  given: Input,
  send: (input: Input & { idempotencyKey: string }) => Promise<T>,
): Promise<T> {
  const input = { ...given, idempotencyKey: given.idempotencyKey ?? newKey() };
  for (let tries = 1; ; tries++) {
    try {
      return await send(input);
    } catch (error) {
      if (tries === TRIES || !(error instanceof ConnectionError) || error.code !== 'NETWORK') throw error;
    }
    await new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS * tries));
  }
}

/** Unique for a user. React Native has no `crypto`. */
const newKey = (): string =>
  [Date.now(), Math.random(), Math.random()].map((part) => part.toString(36).replace('0.', '')).join('-');
