import { pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
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
/** Credentials in a URL, a bearer token or API key, and a JSON Web Token: an error's text may hold one. */
const SECRETS_IN_TEXT = /(?<=\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"]+(?=@)|(?<=\bBearer )[\w.~+/=-]+|\bsk-[\w-]{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]+/gi;
/** A finished line, without what looks like a secret wherever it stands. */
export const withoutSecrets = (line) => line.replace(SECRETS_IN_TEXT, '[redacted]');
/** What every logger of ours has in common. */
export const loggerOptions = ({ name, level }) => ({
    name,
    level,
    redact: { paths: REDACTED, censor: '[redacted]' },
    hooks: { streamWrite: withoutSecrets },
});
/** A logger for one process: readable lines on a terminal, one JSON object a line anywhere else. */
export function createLogger(options) {
    const config = loggerOptions(options);
    if (!options.pretty)
        return pino(config);
    return pino(config, PinoPretty({ colorize: true, translateTime: 'HH:MM:ss', ignore: 'pid,hostname', sync: true }));
}
//# sourceMappingURL=logger.js.map