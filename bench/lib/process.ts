import { join } from 'node:path';
import { endOf, startChild } from '../../local/process/local-server.js';

/** The root of the checkout: the product's `dist/` and `node_modules/` are under it. */
export const ROOT = join(import.meta.dirname, '../../../..');
/** A compiled file of the benchmark, by its path under `bench/`. */
export const benchFile = (path: string) => join(import.meta.dirname, '..', path);

export type Env = Record<string, string>;

/** A measured Node process, which answers questions (see preload.ts). */
export interface Measured {
  /** Its URL; empty if it does not listen. */
  url: string;
  pid: number;
  /** Milliseconds from its start until it was ready. */
  readyMs: number;
  /** Sends a question and waits for the answer of the same name. @throws after 30 s, or if the process ends */
  ask<Answer>(question: string, more?: object): Promise<Answer>;
  stop(): Promise<void>;
}

const ANSWER_LIMIT_MS = 30_000;

/**
 * Starts a process with this environment only, and waits until it is ready. It never outlives this process.
 * @throws with its last output if it ends before it is ready
 */
export async function startMeasured(file: string, env: Env, execArgv: string[] = []): Promise<Measured> {
  const started = performance.now();
  const preload = ['--expose-gc', '--import', benchFile('lib/preload.js')];
  const child = startChild(process.execPath, [...preload, ...execArgv, file], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    ipc: true,
    ...(process.env.BENCH_LOG && { onLine: (line: string) => console.error(line) }),
  });
  const { process: node } = child;
  let over = false;
  const ended = child.exited.then((exit): never => {
    over = true;
    throw new Error(`${endOf(file, exit)}\n${exit.lastLines.slice(-15).join('\n')}`);
  });
  ended.catch(() => {});

  const answer = <Answer>(type: string) =>
    new Promise<Answer>((resolve) => {
      const onMessage = (message: { type?: string }) => {
        if (message.type !== type) return;
        node.off('message', onMessage);
        resolve(message as Answer);
      };
      node.on('message', onMessage);
    });
  const { url = '' } = await Promise.race([answer<{ url?: string }>('ready'), ended]);
  return {
    url: url.replace('localhost', '127.0.0.1'),
    pid: child.pid,
    readyMs: performance.now() - started,
    async ask<Answer>(question: string, more: object = {}) {
      const reply = answer<Answer>(question);
      node.send({ ask: question, ...more });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${file} did not answer ${question}`)), ANSWER_LIMIT_MS);
      });
      try {
        return await Promise.race([reply, ended, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    async stop() {
      if (!over) await child.stop();
    },
  };
}
