import type { Readable, Writable } from 'node:stream';

export type Environment = Record<string, string | undefined>;

interface Terminal {
  /** Undefined if it is not a terminal. */
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** The environment of a command: `process`, or a stand-in of a test. */
export interface Host {
  env: Environment;
  stdin: Readable & Terminal;
  stdout: Writable & Terminal;
  stderr: Writable & Terminal;
  on(event: 'SIGINT', listener: () => void): unknown;
  off(event: 'SIGINT', listener: () => void): unknown;
  /** Ends it at once. */
  exit(code: number): never;
}
