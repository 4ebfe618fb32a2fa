import { pino } from 'pino';
import { loggerOptions, withoutSecrets } from '../infra/logger.js';
import { readLine } from './local-server.js';
const WARN = 40;
const ERROR = 50;
const FATAL = 60;
/**
 * The log of a command: on a terminal a line for people, anywhere else one JSON object a line; what went wrong goes to
 * stderr. Facts named `lines` are shown beneath, one a line; those named `terminalLines` on a terminal only.
 */
export function createLocalLog({ name, out = process.stdout, err = process.stderr, }) {
    return pino(loggerOptions({ name, level: 'info' }), {
        write(json) {
            const { terminalLines = [], ...record } = JSON.parse(json);
            const { level, msg, lines = terminalLines } = record;
            const outlet = level >= ERROR ? err : out;
            if (!outlet.isTTY)
                return outlet.write(`${JSON.stringify(record)}\n`);
            const begin = level >= ERROR ? `${name}: ` : level >= WARN ? 'Warning: ' : '';
            return outlet.write(`${[`${begin}${msg}`, ...lines.map((line) => `  ${line}`)].join('\n')}\n`);
        },
    });
}
/**
 * Shows what a child prints: of our own processes, which write JSON lines, the warnings and errors, and with `verbose`
 * all that any child says. How a process ended is not for here: whoever watches it tells that.
 */
export function childLines({ verbose, out = process.stdout }) {
    return (name) => (line) => {
        const record = pinoLine(line);
        const ours = record !== null;
        if (!verbose && !(ours && record.level >= WARN && record.level < FATAL))
            return;
        if (out.isTTY) {
            const { text } = readLine(line);
            const stack = record?.err?.stack?.split('\n').slice(1) ?? [];
            out.write(withoutSecrets(`${[`[${name}] ${text}`, ...(verbose ? stack : [])].join('\n')}\n`));
        }
        else if (ours) {
            out.write(`${line}\n`);
        }
        else {
            const said = { level: 30, time: Date.now(), name, msg: readLine(line).text };
            out.write(withoutSecrets(`${JSON.stringify(said)}\n`));
        }
    };
}
function pinoLine(line) {
    try {
        const record = JSON.parse(line);
        return typeof record === 'object' &&
            record !== null &&
            'level' in record &&
            typeof record.level === 'number'
            ? record
            : null;
    }
    catch {
        return null;
    }
}
const REMEDIES = {
    ENOSPC: 'free some disk space, or set SMART_CONTENT_CACHE to a directory on another disk',
    EDQUOT: 'free some disk space, or set SMART_CONTENT_CACHE to a directory on another disk',
    EACCES: 'make it writable for this user',
    EPERM: 'make it writable for this user',
    EROFS: 'use a checkout on a disk that takes writes',
    ENOTDIR: 'move away the file that is in the way of a directory',
    EEXIST: 'move away the file that is in the way of a directory',
};
/** An error as one line with the cause, and for faults of the disk with what to do. */
export function oneLine(error) {
    const { message = String(error), code = '' } = error;
    const cause = message.replace(/\s*\n\s*/g, ' ').trim();
    const remedy = REMEDIES[code];
    return remedy && !cause.includes(remedy) ? `${cause}: ${remedy}` : cause;
}
//# sourceMappingURL=log.js.map