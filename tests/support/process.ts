import { type ChildProcess, fork } from 'node:child_process';

export type Env = Record<string, string>;

/** One process of the product, as `npm run server:start` and `npm run worker:start` run it. */
export interface RunningProcess {
  url: string;
  /** Empty if metrics are off. */
  metricsUrl: string;
  pid: number;
  /** The output so far. */
  output(): string;
  isAlive(): boolean;
  /** Resolves when it has ended, with its exit code. */
  ended: Promise<number | null>;
  /** Sends a signal, waits for the end, and returns the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs an entry with only this environment. @throws with the output if it ends before it is ready */
export function startProcess(file: string, env: Env, execArgv: string[] = []): Promise<RunningProcess> {
  const child: ChildProcess = fork(file, {
    execArgv,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => lines.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk));
  const output = () => Buffer.concat(lines).toString();
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`${file} ended with ${code}:\n${output()}`)));
    child.on('message', (message: { type?: string; url?: string; metricsUrl?: string }) => {
      if (message.type !== 'ready') return;
      resolve({
        url: message.url ?? '',
        metricsUrl: message.metricsUrl ?? '',
        pid: child.pid as number,
        output,
        isAlive: () => child.exitCode === null && child.signalCode === null,
        ended,
        async end(signal = 'SIGTERM') {
          if (child.exitCode === null && child.signalCode === null) child.kill(signal);
          return ended;
        },
      });
    });
  });
}
