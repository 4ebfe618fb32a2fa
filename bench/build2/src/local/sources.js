import { createProgress } from './progress.js';
/** A source that found nothing is told of all the same when it took this long, in ms. */
const LONG_MS = 2_000;
/**
 * The first of these sources that works.
 * @throws one line: what is missing, `remedy`, and what was tried
 */
export async function firstThatWorks(part, steps, remedy, { offline = false, verbose = false, log = () => { }, progress = createProgress(log) }) {
    const faults = [];
    for (const step of steps) {
        if (offline && step.remote)
            continue;
        const began = Date.now();
        try {
            const found = await step.find({ log, progress });
            if (found !== null)
                return found;
            if (verbose || Date.now() - began > LONG_MS)
                log(`${part}: not from ${step.name}`);
        }
        catch (error) {
            const fault = error.message;
            if (verbose || !faults.includes(fault))
                log(`${part}: not from ${step.name}: ${fault}`);
            faults.push(fault);
        }
    }
    const tried = faults.length > 0 ? ` (${[...new Set(faults)].join('; ')})` : '';
    const online = steps.some(({ remote }) => remote) ? 'start once without --offline to download it, or ' : '';
    throw new Error(`${part} is missing: ${offline ? online : ''}${remedy}${tried}`);
}
