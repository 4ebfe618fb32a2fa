import { setTimeout as delay } from 'node:timers/promises';
import type { Lease } from '../infra/lease.js';
import type { Logger } from '../infra/logger.js';
import type { ContentLog, ContentPublisher } from '../modules/content/content-log.js';
import { type ContentRetention, RETENTION_BATCH } from '../modules/content/content-retention.js';

interface LibrarySweepDeps {
  retention: ContentRetention;
  contentLog: Pick<ContentLog, 'unpublished'>;
  publisher: Pick<ContentPublisher, 'publish'>;
  /** The sweeper's: one worker at a time does the work. */
  lease: Lease;
  log: Logger;
  /** Time between two sweeps, in milliseconds. */
  intervalMs: number;
  /** How long a piece stays in the bin, in milliseconds; null without limit. */
  binMs: number | null;
  /** How long a former text is kept, in milliseconds; null without limit. */
  versionMs: number | null;
}

/** Changes that are not marked as published after this time, in milliseconds, are published again. */
const UNPUBLISHED_MS = 2_000;
/** Changes per sweep. */
const PUBLISHED = 500;

/** Removes old pieces of the bin and old versions, and publishes changes of libraries that were not published. */
export function startLibrarySweep(deps: LibrarySweepDeps): { close(): Promise<void> } {
  const { intervalMs, log } = deps;
  const stop = new AbortController();
  const run = async () => {
    while (!stop.signal.aborted) {
      await sweepLibrary(deps, stop.signal).catch((error) =>
        log.warn({ err: error }, 'sweep of the library interrupted'),
      );
      await delay(intervalMs, undefined, { signal: stop.signal, ref: false }).catch(() => {});
    }
  };
  const running = run();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}

export async function sweepLibrary(deps: LibrarySweepDeps, signal: AbortSignal) {
  const { retention, contentLog, publisher, lease, log, intervalMs, binMs, versionMs } = deps;
  const holds = async () => !signal.aborted && (await lease.take(intervalMs * 3));
  if (!(await holds())) return;
  for (const event of await contentLog.unpublished(UNPUBLISHED_MS, PUBLISHED)) {
    if (!(await publisher.publish(event))) break;
  }
  const before = (ms: number) => new Date(Date.now() - ms);
  const removeAll = async (ms: number | null, remove: (before: Date) => Promise<number>) => {
    let total = 0;
    while (ms !== null && (await holds())) {
      const removed = await remove(before(ms));
      total += removed;
      if (removed < RETENTION_BATCH) break;
    }
    return total;
  };
  const pieces = await removeAll(binMs, retention.removeBinned);
  const versions = await removeAll(versionMs, retention.removeVersions);
  if (pieces + versions > 0)
    log.info({ pieces, versions }, 'removed old pieces of the bin, and old versions');
}
