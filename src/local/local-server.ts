import { type ChildProcess, spawn } from 'node:child_process';

/** A server that was started here as a child process. */
export interface LocalServer {
  uri: string;
  /** What it is and where it came from, in words for people. */
  source: string;
  port: number;
  pid: number;
  /** Ends it properly, and by force where that takes over 5 s. */
  stop(): Promise<void>;
  /** Resolves when it has ended, for whatever reason. */
  exited: Promise<Exit>;
}

export interface Exit {
  code: number | null;
  lastLines: string[];
}

const KEPT_LINES = 20;
const STOP_LIMIT_MS = 5_000;
const START_LIMIT_MS = 60_000;
const POLL_MS = 25;

export interface Child {
  pid: number;
  process: ChildProcess;
  exited: Promise<Exit>;
  stop(): Promise<void>;
}

/** Watches a process of ours: keeps its last lines, sees to it that it doesn't outlive us, and ends it when asked. */
export function watchChild(child: ChildProcess, onLine: (line: string) => void = () => {}): Child {
  const lastLines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      for (const line of chunk.split('\n').filter(Boolean)) {
        lastLines.push(line);
        if (lastLines.length > KEPT_LINES) lastLines.shift();
        onLine(line);
      }
    });
  }
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => resolve({ code: null, lastLines: [error.message] }));
    child.once('close', (code) => resolve({ code, lastLines }));
  });
  const pid = child.pid ?? -1;
  const letGo = pid > 0 ? killWithUs(pid) : () => {};
  void exited.then(letGo);
  return {
    pid,
    process: child,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * Ends a process when this one ends, by SIGKILL too, which no handler sees: a shell of its own session reads a pipe
 * that only we hold, and does it when the pipe closes.
 */
function killWithUs(pid: number): () => void {
  const guard = spawn('/bin/sh', ['-c', `read -r line; [ "$line" = done ] || kill -9 ${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.stdin?.on('error', () => {});
  guard.unref();
  (guard.stdin as unknown as { unref?: () => void })?.unref?.();
  return () => guard.stdin?.end('done\n');
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
      if (ended)
        throw new Error(`${name} ended with ${ended.code}: ${ended.lastLines.at(-1) ?? 'it said nothing'}`);
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
