import type { Logger } from './logger.js';

/** The longest that a shutdown may take, in milliseconds; then the process exits. */
const LIMIT_MS = 9_000;

export interface Shutdown {
  /** Registers what to close; the last registered is closed first. */
  defer(name: string, close: () => Promise<void> | void): void;
  /** Whether a signal has come: nothing new should be sent to this process. */
  readonly stopping: boolean;
  /** Closes everything once; later calls wait for the first. */
  run(): Promise<void>;
}

/**
 * Shuts the process down on SIGTERM or SIGINT: closes what was opened, in reverse order, and exits with 0. A second
 * signal is ignored. If a step fails, the others still run, and the exit code is 1.
 * @param delayMs how long the process goes on after SIGTERM before anything is closed, so that load balancers notice
 *   that it is not ready
 */
export function handleShutdown(log: Logger, delayMs = 0): Shutdown {
  const steps: { name: string; close: () => Promise<void> | void }[] = [];
  let running: Promise<void> | undefined;
  let stopping = false;

  async function closeAll() {
    for (const step of steps.reverse()) {
      try {
        await step.close();
        log.debug({ step: step.name }, 'closed');
      } catch (error) {
        process.exitCode = 1;
        log.error({ err: error, step: step.name }, 'close failed');
      }
    }
  }
  const shutdown: Shutdown = {
    get stopping() {
      return stopping;
    },
    defer: (name, close) => void steps.push({ name, close }),
    run: () => {
      running ??= closeAll();
      return running;
    },
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (running || stopping) return;
    stopping = true;
    const waitMs = signal === 'SIGTERM' ? delayMs : 0;
    log.info({ signal, ...(waitMs > 0 && { delayMs: waitMs }) }, 'shutting down');
    setTimeout(() => {
      log.error({ limitMs: LIMIT_MS }, 'shutdown took too long');
      process.exit(1);
    }, waitMs + LIMIT_MS).unref();
    const close = () => void shutdown.run().then(() => process.exit());
    if (waitMs > 0) setTimeout(close, waitMs);
    else close();
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // A library's unhandled rejection is logged, and does not end a process that serves others.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  return shutdown;
}
