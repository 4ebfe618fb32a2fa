import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

/** A server that was started here as a child process. */
export interface LocalServer {
  uri: string;
  /** What it is and where it came from, in words for people. */
  source: string;
  port: number;
  pid: number;
  /** Ends it properly, and by force where that takes longer than the limit (5 s by default). */
  stop(limitMs?: number): Promise<void>;
  /** Resolves when it has ended, for whatever reason. */
  exited: Promise<Exit>;
}

export interface Exit {
  code: number | null;
  lastLines: string[];
}

/** How a process ended and why, in one line: many servers write JSON lines, of which a person needs the message. */
export function endOf(name: string, { code, lastLines }: Exit): string {
  const lines = lastLines.map(readLine);
  // What comes after the fault is only how it went down.
  const telling = lines.findLast(({ severe }) => severe) ?? lines.at(-1);
  // Who is killed has no last word: its last line is of something else.
  if (code === null && !telling?.severe) return `${name} was ended by a signal`;
  return `${name} ended with ${code ?? 'a signal'}: ${telling?.text ?? 'it said nothing'}`;
}

/** What a line says to a person, and whether it tells of a fault. */
export function readLine(line: string): { text: string; severe: boolean } {
  // The first line of what Node prints of an error that nobody caught; its last is Node's version.
  if (/^(Uncaught )?\w*Error\b.*: /.test(line)) return { text: line, severe: true };
  try {
    // mongod's letters, and pino's numbers.
    const { msg, s, level, err, attr } = JSON.parse(line);
    const cause = err?.message ?? attr?.error?.errmsg ?? attr?.error;
    const text = [msg, typeof cause === 'string' && cause].filter(Boolean).join(': ');
    return { text: text || line, severe: s === 'E' || s === 'F' || level >= 50 };
  } catch {
    return { text: line, severe: false };
  }
}

/** mongod says why it ends some forty lines before its last. */
const KEPT_LINES = 100;
const STOP_LIMIT_MS = 5_000;
const START_LIMIT_MS = 60_000;
const POLL_MS = 25;

export interface Child {
  pid: number;
  process: ChildProcess;
  exited: Promise<Exit>;
  stop(limitMs?: number): Promise<void>;
}

export interface ChildOptions {
  cwd?: string;
  /** All of its environment; ours by default. */
  env?: NodeJS.ProcessEnv;
  /** Whether it may send us messages, as a Node process can. */
  ipc?: boolean;
  onLine?: ((line: string) => void) | undefined;
}

/**
 * Forks a watcher that ends the server, and what that has started itself, when the pipe on its descriptor 4 closes, and
 * then becomes the server: a parent that is killed, by SIGKILL too, which no handler sees, leaves nothing behind at
 * whatever moment it dies. Line feeds count: told `done`, the watcher lets go of a number that may be another process's by now.
 */
const GUARDED = `
(exec 3<&- >/dev/null 2>&1; read -r line <&4; [ "$line" = done ] || kill -9 -$$) &
exec 4<&- "$@"`;
const GUARD = 4;

/** Starts a process that doesn't outlive us. */
export function spawnGuarded(program: string, args: string[], options: ChildOptions = {}): ChildProcess {
  const { cwd, env, ipc } = options;
  const child = spawn('/bin/sh', ['-c', GUARDED, 'sh', program, ...args], {
    ...(cwd && { cwd }),
    ...(env && { env }),
    stdio: ['ignore', 'pipe', 'pipe', ipc ? 'ipc' : 'ignore', 'pipe'],
    // A group of its own: Ctrl-C in the terminal must reach us alone, who end all in the right order.
    detached: true,
  });
  const guard = child.stdio[GUARD] as Writable | null;
  guard?.on('error', () => {});
  child.once('exit', () => guard?.end('done\n'));
  return child;
}

/** Starts a process of ours: keeps its last lines, sees to it that it doesn't outlive us, and ends it when asked. */
export function startChild(program: string, args: string[], options: ChildOptions = {}): Child {
  const { onLine = () => {} } = options;
  const child = spawnGuarded(program, args, options);
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      if (!line) return;
      lastLines.push(line);
      if (lastLines.length > KEPT_LINES) lastLines.shift();
      onLine(line);
    });
  }
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, lastLines: [error.message] }));
    child.once('close', (code) => resolve({ code, lastLines }));
  });
  return {
    pid: child.pid ?? -1,
    process: child,
    exited,
    async stop(limitMs = STOP_LIMIT_MS) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/** Asks again until the server answers. @throws one line with its last words where it ends or takes too long */
export async function untilReady(name: string, child: Child, probe: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  let ended: Exit | undefined;
  void child.exited.then((exit) => {
    ended = exit;
  });
  for (;;) {
    try {
      await probe();
      return;
    } catch (error) {
      if (ended) throw new Error(endOf(name, ended));
      if (Date.now() > deadline) {
        await child.stop();
        throw new Error(
          `${name} was not ready after ${START_LIMIT_MS / 1_000} s: ${(error as Error).message}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}
