import { readEnvFile } from './config/env-file.js';
import { EnvError, type EnvSource } from './config/env-source.js';
import { createLogger, type Logger } from './infra/logger.js';
import { handleShutdown, type Shutdown } from './infra/shutdown.js';
import { StartError } from './infra/start-error.js';
import { startTracing, type Tracing, type TracingSettings } from './infra/telemetry/tracing.js';

/**
 * The common part of both entries: settings from the environment and `.env`, a logger, shutdown, and one line on
 * failure.
 */
export async function runProcess<
  Env extends { logLevel: string; shutdownDelayMs?: number; tracing?: TracingSettings | null },
>(
  name: string,
  load: (source: EnvSource) => Env,
  start: (env: Env, log: Logger, shutdown: Shutdown, tracing: Tracing | null) => Promise<void>,
): Promise<void> {
  const file = readEnvFile(process.env);
  let env: Env;
  try {
    if (file.faults.length > 0) throw new EnvError(file.faults);
    env = load(file.env);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exit(1);
  }
  const tracing = env.tracing
    ? await startTracing({ ...env.tracing, serviceName: env.tracing.serviceName || `smart-content-${name}` })
    : null;
  const pretty = process.stdout.isTTY === true;
  const log = createLogger({ name, level: env.logLevel, pretty, fields: tracing?.logFields });
  const shutdown = handleShutdown(log, env.shutdownDelayMs);
  if (tracing) shutdown.defer('tracing', () => tracing.close());
  try {
    await start(env, log, shutdown, tracing);
  } catch (error) {
    if (error instanceof StartError) log.fatal(error.message);
    else log.fatal({ err: error }, 'could not start');
    await shutdown.run();
    process.exit(1);
  }
}

/** Reports to the parent process, if it listens, that this process is ready. */
export function announceReady(facts: Record<string, string> = {}) {
  process.send?.({ type: 'ready', ...facts });
  // PM2 waits for this word (wait_ready in ecosystem.config.cjs).
  if (process.env.pm_id !== undefined) process.send?.('ready');
}
