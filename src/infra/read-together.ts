import DataLoader from 'dataloader';

/** The longest that a request waits for the read in progress, in milliseconds. */
const BATCH_WAIT_MS = 10;

/**
 * Batches reads: those of one turn of the event loop, and those requested while a read is in progress. Many clients
 * that reconnect at once cost few reads, and a single request does not wait.
 * @param read returns values in the order of its keys
 */
export function readTogether<Key, Value>(
  read: (keys: readonly Key[]) => Promise<Value[]>,
  most: number,
): (key: Key) => Promise<Value> {
  let underWay = 0;
  const waiting = new Set<() => void>();

  function schedule(begin: () => void) {
    if (underWay === 0) return void setImmediate(begin);
    const go = () => {
      if (!waiting.delete(go)) return;
      clearTimeout(timer);
      setImmediate(begin);
    };
    const timer = setTimeout(go, BATCH_WAIT_MS);
    waiting.add(go);
  }

  const loader = new DataLoader<Key, Value>(
    async (keys) => {
      underWay++;
      try {
        return await read(keys);
      } finally {
        underWay--;
        for (const go of waiting) go();
      }
    },
    { cache: false, maxBatchSize: most, batchScheduleFn: schedule },
  );
  return (key) => loader.load(key);
}
