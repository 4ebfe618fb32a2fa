import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '../../infra/logger.js';
import { isOutage } from '../../infra/outage.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import type { ExportModel } from '../../modules/exports/export.model.js';
import type { ExportFiles } from '../../modules/exports/export-files.js';
import type { ExportQueue } from '../../modules/exports/export-queue.js';
import { topics } from '../../modules/topics/topics.js';
import { type ClaimedExport, type ExportClaims, HEARTBEAT_MS } from './claims.js';
import type { WrittenFile } from './source.js';

/** The data that an attempt writes, and its progress. */
export interface OpenExport {
  file: WrittenFile;
  progress(): { done: number; total: number };
}

export interface RunDeps {
  exports: ExportModel;
  claims: ExportClaims;
  files: ExportFiles;
  queue: ExportQueue;
  /** Opens what is exported. The signal ends the reading. */
  open(claimed: ClaimedExport, signal: AbortSignal): Promise<OpenExport>;
  /** Publishes progress, on a connection that fails at once. */
  redis: RedisClient;
  log: Logger;
}

/** How often progress is stored and published, in milliseconds. */
const PULSE_MS = 500;
const FAILURE = 'The export could not be written. Try again, or another format.';

class LostExport extends Error {}

/** Makes one attempt at an export, if it is free. Never throws: the sweep repairs what could not be stored. */
export async function runExport(deps: RunDeps, exportId: string, stopping: AbortSignal): Promise<void> {
  const { claims, files, redis, log } = deps;
  const claimed = await claims.claim(exportId);
  if (!claimed) return;
  const publishChange = () =>
    publish(redis, topics.exports(exportId), {}).catch((error) =>
      log.debug({ err: error, exportId }, 'progress of an export not published'),
    );
  await publishChange();
  const fileId = claimed.fileIds.at(-1);
  if (!fileId) throw new Error('an attempt without a file');
  const abort = new AbortController();
  const signal = AbortSignal.any([abort.signal, stopping]);
  const began = performance.now();
  let pulse: { close(): void } | undefined;
  try {
    await files.remove(claimed.fileIds.slice(0, -1));
    const { file, progress } = await deps.open(claimed, signal);
    pulse = startPulse(deps, claimed, {
      progress,
      publishChange,
      onLost: () => abort.abort(new LostExport()),
    });
    const counter = countBytes();
    await pipeline(file.bytes, counter.stream, files.write(fileId, file.name), { signal });
    pulse.close();
    const { done } = progress();
    const { name, mediaType } = file;
    const kept = await claims.complete(claimed, { id: fileId, name, mediaType, size: counter.bytes() }, done);
    if (!kept) throw new LostExport();
    const durationMs = Math.round(performance.now() - began);
    log.info({ exportId, format: claimed.format, done, durationMs }, 'export written');
  } catch (error) {
    pulse?.close();
    await afterFailure(deps, claimed, signal.aborted ? signal.reason : error, stopping.aborted);
  }
  await publishChange();
}

async function afterFailure(deps: RunDeps, claimed: ClaimedExport, error: unknown, stopping: boolean) {
  const { claims, files, queue, log } = deps;
  const exportId = claimed._id.toHexString();
  try {
    if (error instanceof LostExport) return await files.remove(claimed.fileIds.slice(-1));
    if (stopping || isOutage(error)) {
      const back = await claims.handBack(claimed, !stopping);
      if (back && stopping) await queue.tryEnqueue({ exportId, attempts: back.attempts });
      if (!stopping) log.warn({ err: error, exportId }, 'export interrupted: it is repeated');
      return;
    }
    log.error({ err: error, exportId, format: claimed.format }, 'export failed');
    await claims.fail(claimed, FAILURE);
    await files.remove(claimed.fileIds);
  } catch (failure) {
    log.warn({ err: failure, exportId }, 'the end of an export is not stored: it is repeated');
  }
}

interface Pulse {
  progress: OpenExport['progress'];
  publishChange(): Promise<void>;
  onLost(): void;
}

/** Stores the progress and the heartbeat of an attempt while it runs. */
function startPulse(
  { claims, log }: RunDeps,
  claimed: ClaimedExport,
  { progress, publishChange, onLost }: Pulse,
) {
  let sent = -1;
  let beatAt = 0;
  let busy = false;
  async function beat() {
    const now = progress();
    if (busy || (now.done === sent && Date.now() - beatAt < HEARTBEAT_MS)) return;
    busy = true;
    try {
      if (!(await claims.pulse(claimed, now))) return onLost();
      beatAt = Date.now();
      if (now.done !== sent) await publishChange();
      sent = now.done;
    } catch (error) {
      log.debug({ err: error }, 'progress of an export not stored');
    } finally {
      busy = false;
    }
  }
  const timer = setInterval(() => void beat(), PULSE_MS);
  return { close: () => clearInterval(timer) };
}

function countBytes() {
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  return { stream, bytes: () => bytes };
}
