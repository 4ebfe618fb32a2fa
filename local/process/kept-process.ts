import type { Logger } from '../../src/infra/logger.js';
import { type Child, endOf, startChild } from './local-server.js';

/** A crashed process restarts after this time, in milliseconds. It doubles each time, up to the limit. */
const RESTART_MS = 1_000;
const RESTART_LIMIT_MS = 30_000;
/** A process that was up for this long, in milliseconds, resets the pause: its start works. */
const STEADY_MS = 30_000;

export interface KeptProcess {
  /** Resolves when it is first ready. */
  ready: Promise<void>;
  restart(): Promise<void>;
  /** Stops it; kills it after the limit, in milliseconds. */
  stop(limitMs?: number): Promise<void>;
}

export interface KeptProcessOptions {
  name: string;
  /** The script that Node runs. */
  file: string;
  args?: string[];
  /** Its whole environment; default: ours. */
  env?: Record<string, string | undefined>;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  onLine?: ((line: string) => void) | undefined;
  /** Called with each IPC message, and when a process exits. */
  onMessage?: (message: { type?: string }) => void;
  onEnd?: () => void;
  /** How long it may take to stop, in milliseconds; default: 5 s. */
  stopLimitMs?: number;
}

/** Runs a Node process and restarts it when it exits, once it has been ready. */
export function keepRunning(options: KeptProcessOptions): KeptProcess {
  const { name, file, args = [], env, log, onLine, onMessage = () => {}, onEnd = () => {} } = options;
  let child: Child;
  let stopping = false;
  let wasReady = false;
  let wait = RESTART_MS;
  let ends = 0;
  let timer: NodeJS.Timeout | undefined;

  function start(): Promise<void> {
    const started = startChild(process.execPath, [file, ...args], { ...(env && { env }), ipc: true, onLine });
    child = started;
    let readyAt = Number.POSITIVE_INFINITY;
    return new Promise((resolve, reject) => {
      started.process.on('message', (message: { type?: string }) => {
        onMessage(message);
        if (message.type !== 'ready') return;
        wasReady = true;
        readyAt = Date.now();
        resolve();
      });
      void started.exited.then((exit) => {
        const reason = endOf(name, exit);
        reject(new Error(reason));
        if (child !== started) return;
        onEnd();
        if (stopping || !wasReady) return;
        if (Date.now() - readyAt > STEADY_MS) [wait, ends] = [RESTART_MS, 0];
        ends += 1;
        const often = ends > 1 ? `, ${ends} times in a row by now` : '';
        log.warn(`${reason}${often}. It is started again in ${wait / 1_000} s`);
        const again = () => start().then(() => log.info(`${name} is ready again`));
        timer = setTimeout(() => void again().catch(() => {}), wait);
        wait = Math.min(wait * 2, RESTART_LIMIT_MS);
      });
    });
  }

  const stop = async (limitMs = options.stopLimitMs) => {
    stopping = true;
    clearTimeout(timer);
    await child.stop(limitMs);
  };
  const ready = start();
  ready.catch(() => {});
  return {
    ready,
    stop,
    async restart() {
      await stop();
      stopping = false;
      // If the new build does not start, report it and wait for the next one.
      wasReady = false;
      await start().catch((error: Error) => log.error(error.message));
    },
  };
}
