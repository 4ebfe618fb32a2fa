/** How long a process may take to go, in milliseconds, before it is ended as it stands. */
const LIMIT_MS = 9_000;
/**
 * The one place that ends a process: on SIGTERM or SIGINT it closes what was opened, in reverse order, and exits 0.
 * A second signal does no harm. When one step fails the others still run, and the exit code is 1.
 */
export function handleShutdown(log) {
    const steps = [];
    let running;
    async function closeAll() {
        for (const step of steps.reverse()) {
            try {
                await step.close();
                log.debug({ step: step.name }, 'closed');
            }
            catch (error) {
                process.exitCode = 1;
                log.error({ err: error, step: step.name }, 'could not be closed');
            }
        }
    }
    const shutdown = {
        defer: (name, close) => void steps.push({ name, close }),
        run: () => {
            running ??= closeAll();
            return running;
        },
    };
    const onSignal = (signal) => {
        if (running)
            return;
        log.info({ signal }, 'shutting down');
        setTimeout(() => {
            log.error({ limitMs: LIMIT_MS }, 'shutting down took too long');
            process.exit(1);
        }, LIMIT_MS).unref();
        void shutdown.run().then(() => process.exit());
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
    // A library's forgotten promise must not end a process that serves others: it is told, and the process goes on.
    process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
    return shutdown;
}
//# sourceMappingURL=shutdown.js.map