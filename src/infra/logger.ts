import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';

export type { Logger };

/** Paths that never reach a log line, whoever logs the object that holds them. */
const REDACTED = [
  'password',
  'token',
  'authorization',
  'apiKey',
  '*.password',
  '*.token',
  '*.authorization',
  '*.apiKey',
  'headers.authorization',
  '*.headers.authorization',
];

/** A logger for one process: readable lines on a terminal, one JSON object a line anywhere else. */
export function createLogger(options: { name: string; level: string; pretty: boolean }): Logger {
  const config = {
    name: options.name,
    level: options.level,
    redact: { paths: REDACTED, censor: '[redacted]' },
  };
  if (!options.pretty) return pino(config);
  return pino(
    config,
    PinoPretty({ colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname', sync: true }),
  );
}
