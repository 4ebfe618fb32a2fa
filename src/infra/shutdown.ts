import type { Logger } from './logger.js';

/** The longest that a shutdown may take, in milliseconds; then the process exits. */
const LIMIT_MS = 9_000;

export interface Shutdown {
  /** Registers what to close; the last registered is closed first. */
  defer(name: string, close: () => Promise<void> | void): void;
  /** Closes everything once; later calls wait for the first. */
  run(): Promise<void>;
}

/**
 * Shuts the process down on SIGTERM or SIGINT: closes what was opened, in reverse order, and exits with 0. A second
 * signal is ignored. If a step fails, the others still run, and the exit code is 1.
 */
export function handleShutdown(log: Logger): Shutdown {
  const steps: { name: string; close: () => Promise<void> | void }[] = [];
  let running: Promise<void> | undefined;

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
    defer: (name, close) => void steps.push({ name, close }),
    run: () => {
      running ??= closeAll();
      return running;
    },
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (running) return;
    log.info({ signal }, 'shutting down');
    setTimeout(() => {
      log.error({ limitMs: LIMIT_MS }, 'shutdown took too long');
      process.exit(1);
    }, LIMIT_MS).unref();
    void shutdown.run().then(() => process.exit());
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  // A library's unhandled rejection is logged, and does not end a process that serves others.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  return shutdown;
}
