// Loaded before every process that is measured. It does nothing until it is asked: what the process holds, once all
// garbage is gone, and where its time goes or what it allocates between two questions.
import { Session } from 'node:inspector/promises';
import { constants, PerformanceObserver } from 'node:perf_hooks';
let session;
async function openSession() {
    session = new Session();
    session.connect();
    return session;
}
const COLLECTIONS = {
    [constants.NODE_PERFORMANCE_GC_MINOR]: 'young',
    [constants.NODE_PERFORMANCE_GC_MAJOR]: 'full',
    [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'steps of a full one',
    [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak references',
};
let collections = {};
const observer = new PerformanceObserver((list) => {
    for (const { detail, duration } of list.getEntries()) {
        const name = COLLECTIONS[detail.kind] ?? 'other';
        const { count = 0, ms = 0 } = collections[name] ?? {};
        collections[name] = { count: count + 1, ms: ms + duration };
    }
});
/** Undefined for a question that somebody else answers. */
async function answer(question) {
    switch (question) {
        case 'usage': {
            globalThis.gc?.();
            globalThis.gc?.();
            const { rss, heapUsed } = process.memoryUsage();
            return { rss, heapUsed };
        }
        case 'profile-start': {
            const opened = await openSession();
            await opened.post('Profiler.enable');
            await opened.post('Profiler.setSamplingInterval', { interval: 500 });
            watchCollections();
            await opened.post('Profiler.start');
            return {};
        }
        case 'profile-stop': {
            const taken = await session?.post('Profiler.stop');
            return { profile: taken?.profile, collections: closeSession() };
        }
        case 'allocations-start': {
            const opened = await openSession();
            await opened.post('HeapProfiler.enable');
            watchCollections();
            // Also of what is garbage by now: that is what collection costs.
            await opened.post('HeapProfiler.startSampling', {
                samplingInterval: 16_384,
                includeObjectsCollectedByMinorGC: true,
                includeObjectsCollectedByMajorGC: true,
            });
            return {};
        }
        case 'allocations-stop': {
            const taken = await session?.post('HeapProfiler.stopSampling');
            return { profile: taken?.profile, collections: closeSession() };
        }
        default:
            return undefined;
    }
}
function watchCollections() {
    collections = {};
    observer.observe({ entryTypes: ['gc'] });
}
function closeSession() {
    observer.disconnect();
    session?.disconnect();
    return collections;
}
process.on('message', async (message) => {
    const said = message.ask && (await answer(message.ask));
    if (said)
        process.send?.({ type: message.ask, ...said });
});
// The listener alone shall not keep the process alive.
process.channel?.unref();
