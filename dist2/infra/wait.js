import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './start-error.js';
const PAUSE_MS = 500;
/**
 * Tries until a server answers, with a line a second while it doesn't: containers start in any order.
 * @throws StartError with one line after `limitMs`, and at once for what is final
 */
export async function waitForServer({ name, setting, limitMs, log }, isFinal, connect) {
    const start = Date.now();
    let reason = 'no answer yet';
    const waiting = setInterval(() => {
        const seconds = Math.round((Date.now() - start) / 1_000);
        log.warn(`waiting for ${name} (${seconds} s of ${Math.round(limitMs / 1_000)} s): ${reason}`);
    }, 1_000);
    try {
        for (;;) {
            try {
                return await connect();
            }
            catch (error) {
                if (error instanceof StartError)
                    throw error;
                reason = error.message;
                if (isFinal(error) || Date.now() - start + PAUSE_MS > limitMs) {
                    throw new StartError(`${name} cannot be reached at ${setting}: ${reason}. Start it, or set ${setting} to where it is`, { cause: error });
                }
                await delay(PAUSE_MS);
            }
        }
    }
    finally {
        clearInterval(waiting);
    }
}
//# sourceMappingURL=wait.js.map