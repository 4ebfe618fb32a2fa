import { notFound } from '../../graphql/errors.js';
import { parseEventCursor } from '../events/event-cursor.js';
import type { JobEvent } from '../events/event-log.js';
import { EventStream } from '../events/event-stream.js';
import { connectStream, type EventSubscriptionsDeps } from '../events/event-subscriptions.js';
import type { BatchProgressArgs } from './batch.types.js';
import { type BatchRecord, stateOf } from './model/batch.model.js';
import { type BatchProgress, toProgress } from './model/batch-progress.types.js';

/** The events of one batch, up to its end. */
class BatchEvents extends EventStream {
  /** The changes that the subscriber has seen. */
  private seen = 0;
  /** `seq` of the latest event when the subscription began: an end before it may be a former one. */
  private from = 0;

  constructor(
    private readonly batchId: string,
    userId: string,
    eventLog: EventSubscriptionsDeps['eventLog'],
  ) {
    super(userId, eventLog);
  }

  beginAt(from: number, seen: number) {
    this.from = from;
    this.seen = seen;
  }

  protected override take(): JobEvent | undefined {
    for (let event = super.take(); event; event = super.take()) {
      const { batch, seq } = event;
      if (batch?.id !== this.batchId || batch.changes <= this.seen) continue;
      if (batch.completedAt !== null && seq >= this.from) this.close();
      return event;
    }
    return undefined;
  }
}

/** The state at the beginning, if there is one to send, and then one for each event. */
class BatchProgressStream implements AsyncIterableIterator<BatchProgress, undefined> {
  constructor(
    private first: BatchProgress | null,
    private readonly events: BatchEvents,
  ) {}

  async next(): Promise<IteratorResult<BatchProgress, undefined>> {
    const { first } = this;
    this.first = null;
    if (first) return { value: first, done: false };
    const { value, done } = await this.events.next();
    if (done || !value.batch) return { value: undefined, done: true };
    return { value: toProgress(String(value.seq), value.batch), done: false };
  }

  return() {
    this.first = null;
    return this.events.return();
  }

  throw(error: unknown): Promise<never> {
    return this.events.throw(error) as Promise<never>;
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

type FindBatch = (userId: string, id: string) => Promise<BatchRecord | null>;

/**
 * Follows a batch: its state, then each change, and completes with its end. With a cursor, the changes after it.
 * @throws NOT_FOUND, BAD_USER_INPUT for a cursor of no event
 */
export const createBatchSubscription =
  (deps: Pick<EventSubscriptionsDeps, 'eventLog' | 'channels'>, find: FindBatch) =>
  async (userId: string, { id, after }: BatchProgressArgs): Promise<AsyncIterableIterator<BatchProgress>> => {
    const from = after == null ? undefined : parseEventCursor('after', after);
    const events = new BatchEvents(id, userId, deps.eventLog);
    try {
      await connectStream(deps, events, userId, from);
      // Read once the channel is live: later changes come through it.
      const batch = await find(userId, id);
      if (!batch) throw notFound('Batch');
      const { lastSeq = 0, completedAt, changes } = batch;
      events.beginAt(lastSeq, from === undefined ? changes : 0);
      const ended = completedAt !== undefined && (from === undefined || from >= lastSeq);
      if (ended) await events.return();
      const first = from === undefined ? toProgress(String(lastSeq), stateOf(batch)) : null;
      return new BatchProgressStream(first, events);
    } catch (error) {
      await events.return();
      throw error;
    }
  };
