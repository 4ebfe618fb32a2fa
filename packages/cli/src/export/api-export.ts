import { setTimeout as delay } from 'node:timers/promises';
import {
  ApiError,
  type ExportContentsInput,
  type Export as ExportRecord,
  type SmartContent,
} from '@smart-content/client';
import { DeleteExport, Export, ExportPieces, ExportProgress } from '@smart-content/client/operations';
import { EXIT, Failure } from '../failure.js';

export interface ApiExportOptions {
  client: SmartContent;
  /** The endpoint; the file is on its origin. */
  url: string;
  input: ExportContentsInput;
  /** Stops the export, on the server too. */
  signal: AbortSignal;
  /** Called with each state of the export. An error that it throws ends the export. */
  onProgress(state: ExportRecord): void;
  /** Called while the file is received. */
  onBytes(received: number, all: number): void;
  /** Called if the export could not be removed from the server. It expires there. */
  onLeft(id: string): void;
}

/** Requests a file from the API, and reads it. Removes the export from the server in any case. */
export async function* apiExport(options: ApiExportOptions): AsyncGenerator<Uint8Array> {
  const { client, input, onProgress, onLeft } = options;
  // Without the signal: its id is needed to remove it.
  const { exportContents } = await client.request(ExportPieces, { input });
  const { id } = exportContents;
  try {
    onProgress(exportContents);
    const made = await ended(options, id);
    if (made.status !== 'COMPLETED')
      throw new Failure(EXIT.failed, 'EXPORT_FAILED', made.error ?? 'The export has failed.');
    yield* download(options, made);
  } finally {
    await client.request(DeleteExport, { id }).catch(() => onLeft(id));
  }
}

const PAUSE_MS = 1_000;

async function ended({ client, signal, onProgress }: ApiExportOptions, id: string): Promise<ExportRecord> {
  for (;;) {
    signal.throwIfAborted();
    const messages = client.subscribe(ExportProgress, { id });
    const stop = () => void messages.return?.();
    signal.addEventListener('abort', stop);
    let last: ExportRecord | undefined;
    try {
      for await (const { exportProgress } of messages) {
        last = exportProgress;
        onProgress(last);
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
    signal.throwIfAborted();
    if (last && last.status !== 'QUEUED' && last.status !== 'RUNNING') return last;
    // An API that stops ends its subscriptions before their end.
    await delay(PAUSE_MS, undefined, { signal });
  }
}

/** Consecutive attempts without data before it gives up. */
const MAX_FAILURES = 5;

/** The bytes of the file. After a broken connection, another one continues. */
async function* download(
  { client, url, signal, onBytes }: ApiExportOptions,
  { id, size }: ExportRecord,
): AsyncGenerator<Uint8Array> {
  const all = size ?? 0;
  let received = 0;
  for (let failures = 0; ; ) {
    try {
      for await (const chunk of await openFile({ client, url, signal }, id, received)) {
        received += chunk.length;
        failures = 0;
        onBytes(received, all);
        yield chunk;
      }
      if (received >= all) return;
      throw new Error('the connection ended early');
    } catch (error) {
      if (received >= all && received > 0) return;
      if (signal.aborted || error instanceof Failure || error instanceof ApiError) throw error;
      failures += 1;
      if (failures === MAX_FAILURES)
        throw new Failure(EXIT.failed, 'DOWNLOAD_FAILED', `The file did not come: ${reasonOf(error)}.`);
      await delay(PAUSE_MS * failures, undefined, { signal });
    }
  }
}

async function openFile(
  { client, url, signal }: Pick<ApiExportOptions, 'client' | 'url' | 'signal'>,
  id: string,
  start: number,
): Promise<AsyncIterable<Uint8Array>> {
  // Read each time, because a link is valid for an hour.
  const { export: found } = await client.request(Export, { id }, { signal });
  if (!found?.downloadUrl) throw new Failure(EXIT.failed, 'NOT_FOUND', 'The file was removed meanwhile.');
  const response = await fetch(new URL(found.downloadUrl, url), {
    // Ranges are those of the file as it is.
    headers: { 'accept-encoding': 'identity', ...(start > 0 && { range: `bytes=${start}-` }) },
    signal,
  });
  if (response.status !== (start > 0 ? 206 : 200) || !response.body) {
    await response.body?.cancel();
    throw new Error(`HTTP status ${response.status}`);
  }
  return response.body;
}

/** An error of fetch has the reason as its cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
