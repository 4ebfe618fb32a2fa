import { once } from 'node:events';
import type { Host } from './host.js';

/** Where a command prints. Results go to stdout, everything else to stderr. */
export interface Output {
  json: boolean;
  /** A line of the result. */
  line(text?: string): void;
  /** A line of a list: columns, and the part of a text that fits after them. */
  row(columns: string, text: string): void;
  /** Text of the result, as it is. */
  write(text: string): void;
  /** Bytes or text of a long result. Resolves when the reader has room for more. */
  send(chunk: string | Uint8Array): Promise<void>;
  /** The `data` of a response, as the API gave it; one line. */
  data(data: unknown): void;
  /** A message to the user; nothing with `--json`. */
  note(text: string): void;
  /** The current progress, on the last line of a terminal; an empty text removes it. */
  state(text: string): void;
}

/** Of a line without a terminal, in characters. */
const WIDTH = 100;
/** The minimum width of the text of a row. */
const LEAST_TEXT = 20;
/** Clears the terminal's line. */
const CLEAR = '\r\u001b[K';

export function createOutput(json: boolean, { stdout, stderr }: Pick<Host, 'stdout' | 'stderr'>): Output {
  let shown = false;
  const state = (text: string) => {
    if (!stderr.isTTY || json || (!shown && text === '')) return;
    stderr.write(CLEAR + text.slice(0, (stderr.columns || 80) - 1));
    shown = text !== '';
  };
  const write = (text: string) => {
    state('');
    stdout.write(text);
  };
  const line = (text = '') => write(`${text}\n`);
  return {
    json,
    line,
    row(columns, text) {
      const room = (stdout.columns || WIDTH) - columns.length;
      line(columns + oneLine(text, Math.max(LEAST_TEXT, room)));
    },
    write,
    async send(chunk) {
      state('');
      if (!stdout.write(chunk)) await once(stdout, 'drain');
    },
    data: (data) => write(`${JSON.stringify(data)}\n`),
    note(text) {
      state('');
      if (!json) stderr.write(`${text}\n`);
    },
    state,
  };
}

/** A reader that exits first, such as `head`, is not an error. */
export function exitOnBrokenPipe(host: Host): void {
  for (const stream of [host.stdout, host.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') host.exit(0);
      throw error;
    });
  }
}

/** One line without control characters, which titles and prompts of users and models may contain. */
export function oneLine(text: string, longest: number): string {
  const clean = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const characters = Array.from(clean);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : clean;
}
