// Loaded before every process that is measured. It does nothing without a request. It reports the memory of the process
// after a garbage collection, and its CPU or allocations between two requests.
import { Session } from 'node:inspector/promises';
import { constants, PerformanceObserver } from 'node:perf_hooks';

let session: Session | undefined;

async function openSession(): Promise<Session> {
  session = new Session();
  session.connect();
  return session;
}

const COLLECTIONS: Record<number, string> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'young',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'full',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'steps of a full one',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weak references',
};
let collections: Record<string, { count: number; ms: number }> = {};
const observer = new PerformanceObserver((list) => {
  for (const { detail, duration } of list.getEntries() as (PerformanceEntry & {
    detail: { kind: number };
  })[]) {
    const name = COLLECTIONS[detail.kind] ?? 'other';
    const { count = 0, ms = 0 } = collections[name] ?? {};
    collections[name] = { count: count + 1, ms: ms + duration };
  }
});

/** Undefined for a question with another handler. */
async function answer(question: string): Promise<object | undefined> {
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
      // Includes objects that are garbage by now, because collection costs time.
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

process.on('message', async (message: { ask?: string }) => {
  const said = message.ask && (await answer(message.ask));
  if (said) process.send?.({ type: message.ask, ...said });
});
// The listener alone must not keep the process alive.
process.channel?.unref();
