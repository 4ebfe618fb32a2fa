import type { SmartContent } from './client.js';
import { ConnectionError } from './errors.js';
import { keyed } from './keyed.js';
import {
  BatchDocument,
  BatchProgressDocument,
  CancelBatchDocument,
  GenerateBatchDocument,
  type GenerateBatchInput,
  RetryBatchDocument,
  type SmartContentBatchFragment,
  type SmartContentBatchProgressFragment,
} from './more/gql/graphql.js';

export type Batch = SmartContentBatchFragment;
export type BatchProgress = SmartContentBatchProgressFragment;

/** The part of a client that this module uses: `createSmartContent` returns it. */
export type BatchesClient = Pick<SmartContent, 'request' | 'subscribe'>;

/** A batch of the API. Nothing is subscribed before `progress` or `result` is used. */
export interface BatchHandle {
  readonly id: string;
  /**
   * The counts of the batch: the current ones, then those after each end of a job, each once and in order, over any
   * number of connections. The last one has `completedAt`.
   * @param after the `cursor` of the last progress that you handled, to continue there, without the current state
   */
  progress(after?: string): AsyncGenerator<BatchProgress, void>;
  /** The batch once all of its jobs have ended. `byStatus` has their outcomes. */
  readonly result: Promise<Batch>;
  /** Cancels all unfinished jobs. */
  cancel(): Promise<Batch>;
  /** Starts the next run of the failed jobs; with `failedOnly: false` of the canceled ones too. */
  retry(options?: { failedOnly?: boolean }): Promise<Batch>;
}

/**
 * Creates a batch of up to 100 texts, all or none. Sends the request again after a network failure: its idempotency key
 * prevents a second batch.
 * @throws ApiError BAD_USER_INPUT, which names each wrong text by its index; ConnectionError
 */
export async function generateBatch(
  client: BatchesClient,
  input: GenerateBatchInput,
): Promise<BatchHandle & { /** The batch as it was accepted. */ readonly batch: Batch }> {
  const { generateBatch: batch } = await keyed(input, (safe) =>
    client.request(GenerateBatchDocument, { input: safe }),
  );
  return Object.assign(batchHandle(client, batch.id), { batch });
}

/** A batch that exists. */
export function batchHandle(client: BatchesClient, id: string): BatchHandle {
  let result: Promise<Batch> | undefined;
  return {
    id,
    progress: (after) => progressOf(client, id, after),
    get result() {
      result ??= endOf(client, id);
      return result;
    },
    cancel: async () => (await client.request(CancelBatchDocument, { id })).cancelBatch,
    retry: async ({ failedOnly = true } = {}) =>
      (await client.request(RetryBatchDocument, { id, failedOnly })).retryBatch,
  };
}

/** The pause before the next subscription, if the API ended one without a message. */
const PAUSE_MS = 1_000;

function progressOf(client: BatchesClient, id: string, after?: string): AsyncGenerator<BatchProgress, void> {
  let last = after;
  /**
   * Whether the batch has ended, by the last message; without a message, whether it had ended before the subscription.
   */
  let finished = false;
  let stop = () => {};

  async function* read(): AsyncGenerator<BatchProgress, void> {
    while (!finished) {
      const messages = unlessClosed(() =>
        client.subscribe(BatchProgressDocument, { id }, { after: last ?? null }),
      );
      if (!messages) return;
      stop = () => void messages.return?.();
      let received = false;
      for await (const { batchProgress: progress } of messages) {
        received = true;
        last = progress.cursor;
        finished = progress.completedAt !== null;
        yield progress;
      }
      if (finished || received) continue;
      const { batch } = await client.request(BatchDocument, { id });
      finished ||= batch?.completedAt != null;
      if (!finished) await new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  const states = read();
  const end = states.return.bind(states);
  // The generator's own `return` waits for the next message.
  states.return = (value) => {
    finished = true;
    stop();
    return end(value);
  };
  return states;
}

/** Null if the client is closed: no more messages follow. */
function unlessClosed<T>(open: () => T): T | null {
  try {
    return open();
  } catch (error) {
    if (error instanceof ConnectionError && error.code === 'CLOSED') return null;
    throw error;
  }
}

async function endOf(client: BatchesClient, id: string): Promise<Batch> {
  let end: BatchProgress | undefined;
  for await (const progress of progressOf(client, id)) end = progress;
  if (!end?.completedAt) throw new ConnectionError('CLOSED', 'The client was closed before the batch ended.');
  const { batch } = await client.request(BatchDocument, { id });
  if (!batch) throw new ConnectionError('GONE', 'The batch was removed after its end.');
  return batch;
}
