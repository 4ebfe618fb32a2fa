import { type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import { PinoPretty } from 'pino-pretty';

export type { Logger };

/** Paths that are redacted in every log line. */
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

/** Credentials in a URL, a bearer token or API key, an access token, and a JSON Web Token: an error's text may hold one. */
const SECRETS_IN_TEXT =
  /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"]+(?=@)|(?<=\bBearer )[\w.~+/=-]+|\bsk-[\w-]{8,}|\bscg_[\w-]{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]+/gi;

/** A log line without anything that looks like a secret. */
export const withoutSecrets = (line: string) => line.replace(SECRETS_IN_TEXT, '[redacted]');

/**
 * An error without MongoDB's details of a refused row, which repeat its values. The names of the fields stay. An error
 * with `forLog` is that one.
 */
function plainError(error: Error & { forLog?: Error }): object {
  if (error?.forLog instanceof Error) return stdSerializers.err(error.forLog);
  const plain = stdSerializers.err(error);
  if (plain?.errInfo === undefined) return plain;
  const { errorResponse: _, errInfo, ...rest } = plain;
  return { ...rest, errInfo: { fields: [...fieldNames(errInfo)] } };
}

function* fieldNames(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'propertyName') yield String(inner);
    else if (key === 'missingProperties') yield* inner as string[];
    else if (key !== 'consideredValue') yield* fieldNames(inner);
  }
}

/** Options of every logger. */
export const loggerOptions = ({ name, level }: { name: string; level: string }): LoggerOptions => ({
  name,
  level,
  serializers: { err: plainError },
  redact: { paths: REDACTED, censor: '[redacted]' },
  hooks: { streamWrite: withoutSecrets },
});

/** A logger for one process: readable lines on a terminal, one JSON object a line anywhere else. */
export function createLogger(options: {
  name: string;
  level: string;
  pretty: boolean;
  /** More fields of each line. */
  fields?: (() => object) | undefined;
}): Logger {
  const { fields } = options;
  const config = { ...loggerOptions(options), ...(fields && { mixin: fields }) };
  if (!options.pretty) return pino(config);
  return pino(
    config,
    PinoPretty({ colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname', sync: true }),
  );
}
