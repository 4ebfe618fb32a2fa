import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';

/** A server that runs as a child process. */
export interface LocalServer {
  uri: string;
  /** What it is and where it came from, for a user. */
  source: string;
  port: number;
  pid: number;
  /** Stops it gracefully; kills it after the limit (default: 5 s). */
  stop(limitMs?: number): Promise<void>;
  /** Resolves when it exits, for any reason. */
  exited: Promise<Exit>;
}

export interface Exit {
  code: number | null;
  lastLines: string[];
}

/** How and why a process exited, in one line. Of a JSON log line it takes the message. */
export function endOf(name: string, { code, lastLines }: Exit): string {
  const lines = lastLines.map(readLine);
  // The lines after the error only describe the shutdown.
  const cause = lines.findLast(({ severe }) => severe) ?? lines.at(-1);
  // The last line of a killed process is unrelated.
  if (code === null && !cause?.severe) return `${name} was ended by a signal`;
  return `${name} ended with ${code ?? 'a signal'}: ${cause?.text ?? 'no output'}`;
}

/** The message of an output line, and whether it reports an error. */
export function readLine(line: string): { text: string; severe: boolean } {
  // The first line of an uncaught error in Node; the last one is Node's version.
  if (/^(Uncaught )?\w*Error\b.*: /.test(line)) return { text: line, severe: true };
  try {
    // mongod has letters as levels, pino numbers.
    const { msg, s, level, err, attr } = JSON.parse(line);
    const cause = err?.message ?? attr?.error?.errmsg ?? attr?.error;
    const text = [msg, typeof cause === 'string' && cause].filter(Boolean).join(': ');
    return { text: text || line, severe: s === 'E' || s === 'F' || level >= 50 };
  } catch {
    return { text: line, severe: false };
  }
}

/** mongod prints its reason about forty lines before its last line. */
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
  /** Its whole environment; default: ours. */
  env?: NodeJS.ProcessEnv;
  /** Whether it is a Node process that sends messages over IPC. */
  ipc?: boolean;
  onLine?: ((line: string) => void) | undefined;
}

/**
 * Forks a watcher, then becomes the server. The watcher kills the server's process group when the pipe on descriptor 4
 * closes, so even a parent killed by SIGKILL leaves no process behind. The line `done` ends the watcher, because the
 * process id may belong to another process by then.
 */
const GUARDED = `
(exec 3<&- >/dev/null 2>&1; read -r line <&4; [ "$line" = done ] || kill -9 -$$) &
exec 4<&- "$@"`;
const GUARD = 4;

/** Starts a process that does not outlive this one. */
export function spawnGuarded(program: string, args: string[], options: ChildOptions = {}): ChildProcess {
  const { cwd, env, ipc } = options;
  const child = spawn('/bin/sh', ['-c', GUARDED, 'sh', program, ...args], {
    ...(cwd && { cwd }),
    ...(env && { env }),
    stdio: ['ignore', 'pipe', 'pipe', ipc ? 'ipc' : 'ignore', 'pipe'],
    // Its own process group: Ctrl-C must reach only this process, which stops the others in order.
    detached: true,
  });
  const guard = child.stdio[GUARD] as Writable | null;
  guard?.on('error', () => {});
  child.once('exit', () => guard?.end('done\n'));
  return child;
}

/** Starts a process that does not outlive this one, and keeps its last lines. */
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

/** Probes until the server responds. @throws one line with its last output if it exits or takes too long */
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
