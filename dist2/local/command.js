import { EnvError } from '../env.js';
import { readEnvFile } from '../env-file.js';
import { readFlags } from './flags.js';
import { createLocalLog, oneLine } from './log.js';
/**
 * What the commands on a checkout do alike: flags, `.env`, a log, and one line and code 1 for whatever goes wrong.
 * @param run Answers with the exit code.
 */
export async function runCommand({ name, flags: known, lenient = false }, run) {
    const log = createLocalLog({ name });
    // Whoever read what we print is gone, such as `head`: there is nobody left to tell.
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => { });
    try {
        const flags = readFlags(process.argv.slice(2), known);
        const { env, faults, unknown } = readEnvFile(process.env);
        if (faults.length > 0 && !lenient)
            throw new EnvError(faults);
        if (unknown.length > 0)
            log.warn(`No settings of this product, in .env: ${unknown.join(', ')}`);
        process.exit(await run({ root: process.cwd(), flags, env, envFaults: faults, log }));
    }
    catch (error) {
        log.fatal(oneLine(error));
        process.exit(1);
    }
}
//# sourceMappingURL=command.js.map