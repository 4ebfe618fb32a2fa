import { pino } from 'pino';
import { type Logger, loggerOptions, withoutSecrets } from '../../src/infra/logger.js';
import { readLine } from '../process/local-server.js';
import { beforeBars } from './progress.js';

export type { Logger };

interface Outlet {
  write(text: string): unknown;
  isTTY?: boolean;
}

export interface LocalLogOptions {
  /** The command, such as `npm start`. It precedes errors. */
  name: string;
  out?: Outlet;
  err?: Outlet;
}

interface LocalRecord {
  level: number;
  msg: string;
  lines?: string[];
  terminalLines?: string[];
}

const WARN = 40;
const ERROR = 50;
const FATAL = 60;

/**
 * The log of a command: plain lines on a terminal, otherwise one JSON object per line. Errors go to stderr. The field
 * `lines` is shown below the message, one per line; `terminalLines` on a terminal only.
 */
export function createLocalLog({ name, out = beforeBars, err = process.stderr }: LocalLogOptions): Logger {
  return pino(loggerOptions({ name, level: 'info' }), {
    write(json: string) {
      const { terminalLines = [], ...record } = JSON.parse(json) as LocalRecord;
      const { level, msg, lines = terminalLines } = record;
      const outlet = level >= ERROR ? err : out;
      if (!outlet.isTTY) return outlet.write(`${JSON.stringify(record)}\n`);
      const begin = level >= ERROR ? `${name}: ` : level >= WARN ? 'Warning: ' : '';
      return outlet.write(`${[`${begin}${msg}`, ...lines.map((line) => `  ${line}`)].join('\n')}\n`);
    },
  });
}

export interface ChildLogOptions {
  /** Shows the whole output of the children, not only errors. */
  verbose: boolean;
  out?: Outlet;
}

/** Children that print only errors, as plain text, such as llama.cpp. */
const PRINTS_FAULTS_ONLY = new Set(['model']);

/**
 * Shows a child's output: warnings and errors of our processes, which write JSON lines; every line of the model's
 * process; with `verbose` all lines. The supervisor reports how a process exited.
 */
export function childLines({ verbose, out = beforeBars }: ChildLogOptions) {
  return (name: string) => (line: string) => {
    const record = pinoLine(line);
    const ours = record !== null;
    const fault = ours ? record.level >= WARN && record.level < FATAL : PRINTS_FAULTS_ONLY.has(name);
    if (!verbose && !fault) return;
    if (out.isTTY) {
      const { text } = readLine(line);
      const stack = record?.err?.stack?.split('\n').slice(1) ?? [];
      out.write(withoutSecrets(`${[`[${name}] ${text}`, ...(verbose ? stack : [])].join('\n')}\n`));
    } else if (ours) {
      out.write(`${line}\n`);
    } else {
      const said = { level: fault ? WARN : 30, time: Date.now(), name, msg: readLine(line).text };
      out.write(withoutSecrets(`${JSON.stringify(said)}\n`));
    }
  };
}

function pinoLine(line: string): { level: number; err?: { stack?: string } } | null {
  try {
    const record: unknown = JSON.parse(line);
    return typeof record === 'object' &&
      record !== null &&
      'level' in record &&
      typeof record.level === 'number'
      ? (record as { level: number })
      : null;
  } catch {
    return null;
  }
}

const REMEDIES: Record<string, string> = {
  ENOSPC: 'free some disk space, or set SMART_CONTENT_CACHE to a directory on another disk',
  EDQUOT: 'free some disk space, or set SMART_CONTENT_CACHE to a directory on another disk',
  EACCES: 'make it writable for this user',
  EPERM: 'make it writable for this user',
  EROFS: 'use a checkout on a writable disk',
  ENOTDIR: 'move the file with this name: a directory is needed here',
  EEXIST: 'move the file with this name: a directory is needed here',
};

/** An error as one line with its cause; for disk errors also the remedy. */
export function oneLine(error: unknown): string {
  const { message = String(error), code = '' } = error as { message?: string; code?: string };
  const cause = message.replace(/\s*\n\s*/g, ' ').trim();
  const remedy = REMEDIES[code];
  return remedy && !cause.includes(remedy) ? `${cause}: ${remedy}` : cause;
}
