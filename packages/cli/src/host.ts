import type { Readable, Writable } from 'node:stream';

export type Environment = Record<string, string | undefined>;

interface Terminal {
  /** Undefined where it is none. */
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** What a command has around it: `process`, or what a test plays. */
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
