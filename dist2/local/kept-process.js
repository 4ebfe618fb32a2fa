import { endOf, startChild } from './local-server.js';
/** A crashed process is started again after this long, in ms; doubled each time, up to the limit. */
const RESTART_MS = 1_000;
const RESTART_LIMIT_MS = 30_000;
/** Who was up for this long, in ms, has not crashed because of how it starts: the wait is the shortest again. */
const STEADY_MS = 30_000;
/** Runs one of the product's processes, again and again when it crashes after it was ready once. */
export function keepRunning({ name, file, env, log, onLine, stopLimitMs }) {
    let child;
    let stopping = false;
    let wasReady = false;
    let wait = RESTART_MS;
    let timer;
    function start() {
        const started = startChild(process.execPath, [file], { env, ipc: true, onLine });
        child = started;
        let readyAt = Number.POSITIVE_INFINITY;
        return new Promise((resolve, reject) => {
            started.process.on('message', (message) => {
                if (message.type !== 'ready')
                    return;
                wasReady = true;
                readyAt = Date.now();
                resolve();
            });
            void started.exited.then((exit) => {
                const said = endOf(name, exit);
                reject(new Error(said));
                if (stopping || child !== started || !wasReady)
                    return;
                if (Date.now() - readyAt > STEADY_MS)
                    wait = RESTART_MS;
                log.warn(`${said}. It is started again in ${wait / 1_000} s`);
                const again = () => start().then(() => log.info(`${name} is ready again`));
                timer = setTimeout(() => void again().catch(() => { }), wait);
                wait = Math.min(wait * 2, RESTART_LIMIT_MS);
            });
        });
    }
    const stop = async () => {
        stopping = true;
        clearTimeout(timer);
        await child.stop(stopLimitMs);
    };
    const ready = start();
    ready.catch(() => { });
    return {
        ready,
        stop,
        async restart() {
            await stop();
            stopping = false;
            // A build that doesn't start is told of, and waits for the next one.
            wasReady = false;
            await start().catch((error) => log.error(error.message));
        },
    };
}
//# sourceMappingURL=kept-process.js.map