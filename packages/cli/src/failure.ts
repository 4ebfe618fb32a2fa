import { SmartContentError } from '@smart-content/client';

/** The exit code of the process. */
export const EXIT = { done: 0, failed: 1, usage: 2, notSignedIn: 3, interrupted: 130 } as const;

/** Ends the command with a message and an exit code. */
export class Failure extends Error {
  constructor(
    readonly exitCode: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export const notSignedIn = () =>
  new Failure(EXIT.notSignedIn, 'NOT_SIGNED_IN', 'Not signed in: run `scg login`, or set SCG_TOKEN.');

/** Any error as the message for the user and the exit code for the shell. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof SmartContentError)) {
    return new Failure(EXIT.failed, 'INTERNAL', error instanceof Error ? error.message : String(error));
  }
  const { code, message } = error;
  if (code === 'UNAUTHENTICATED') {
    return new Failure(
      EXIT.notSignedIn,
      code,
      'The session has ended, or the token is not valid: run `scg login`.',
    );
  }
  return new Failure(code === 'BAD_USER_INPUT' ? EXIT.usage : EXIT.failed, code, message);
}
