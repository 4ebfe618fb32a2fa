import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../infra/outage.js';
import type { EventLog, JobEvent } from './event-log.js';

/** Events that wait for a slow reader in memory. More are dropped, and read from the log when their turn comes. */
const BUFFER_LIMIT = 100;
/** Events read from the log at a time. */
const BATCH = 100;
/** The pause before the log is read again while MongoDB is away, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;

/**
 * One subscriber's events: each exactly once and in order, from the log for what was missed and live for the rest.
 * A live event is given on when it is the next one; when there is a gap before it, the log fills the gap.
 *
 * It is an iterator of its own and no async generator, because a generator that waits can't be closed:
 * its `return()` queues behind the wait.
 */
export class EventStream implements AsyncIterableIterator<JobEvent> {
  private readonly live: JobEvent[] = [];
  /** `seq` of the last event that the subscriber has. */
  private last = 0;
  private behind = false;
  private closed = false;
  private wake: (() => void) | null = null;
  private closers: readonly (() => void)[] = [];

  constructor(
    private readonly userId: string,
    private readonly eventLog: Pick<EventLog, 'readAfter'>,
  ) {}

  /**
   * Before the first is asked for. What has been pushed already is kept.
   * @param last `seq` of the last event that the subscriber has
   * @param latest that of the last one there was after the channel was live
   */
  begin(last: number, latest: number) {
    this.last = last;
    if (last < latest) this.behind = true;
  }

  /** Takes an event from the channel; null stands for one that could not be read. */
  push(event: JobEvent | null) {
    if (this.closed) return;
    if (event === null || this.live.length >= BUFFER_LIMIT) this.fallBehind();
    else this.live.push(event);
    this.signal();
  }

  /** Reads the log again, as events may have been missed. */
  catchUp() {
    this.behind = true;
    this.signal();
  }

  onClose(close: () => void) {
    if (this.closed) close();
    // As long as it must be, and no longer: `push` makes room for seventeen, in each of many streams.
    else this.closers = [...this.closers, close];
  }

  async next(): Promise<IteratorResult<JobEvent>> {
    while (!this.closed) {
      const event = this.takeLive() ?? (this.behind ? await this.readLog() : null);
      if (this.closed) break;
      if (event) {
        this.last = event.seq;
        return { value: event, done: false };
      }
      if (!this.behind && this.live.length === 0) await this.signalled();
    }
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<JobEvent>> {
    if (!this.closed) {
      this.closed = true;
      for (const close of this.closers) close();
      this.signal();
    }
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<JobEvent>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async [Symbol.asyncDispose]() {
    await this.return();
  }

  /** The next live event, if it is the next of all. */
  private takeLive(): JobEvent | null {
    while (this.live[0] && this.live[0].seq <= this.last) this.live.shift();
    const [event] = this.live;
    if (!event) return null;
    if (event.seq === this.last + 1) return this.live.shift() ?? null;
    this.behind = true;
    return null;
  }

  private async readLog(): Promise<JobEvent | null> {
    // Cleared before the read: whatever comes in during it asks for another one.
    this.behind = false;
    const missed = await this.readMissed();
    if (!missed) {
      this.behind = true;
      return null;
    }
    if (missed.length === BATCH) this.behind = true;
    this.live.splice(0, 0, ...missed);
    this.live.sort((a, b) => a.seq - b.seq);
    return this.takeLive();
  }

  /** Null while MongoDB is away: a subscription outlives that. */
  private async readMissed(): Promise<JobEvent[] | null> {
    try {
      return await this.eventLog.readAfter(this.userId, this.last, BATCH);
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(OUTAGE_PAUSE_MS);
      return null;
    }
  }

  private fallBehind() {
    this.live.length = 0;
    this.behind = true;
  }

  private signal() {
    this.wake?.();
    this.wake = null;
  }

  private signalled(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}
