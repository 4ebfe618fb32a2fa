import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../../infra/outage.js';
import type { EventLog, JobEvent } from './event-log.js';

/** Events that wait for a slow reader in memory. More are dropped, and read from the log when their turn comes. */
const BUFFER_LIMIT = 100;
/** Events read from the log at a time. */
const BATCH = 100;
/** The pause before the log is read again while MongoDB is away, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;

type Result = IteratorResult<JobEvent, undefined>;

/**
 * One subscriber's events: each exactly once and in order, from the log for what was missed and live for the rest.
 * A live event is given on when it is the next one; when there is a gap before it, the log fills the gap.
 *
 * It is an iterator of its own and no async generator, because a generator that waits can't be closed: its `return()`
 * queues behind the wait. Nor does an async function wait in it, of which thousands of streams would each hold one, and
 * leave one to the garbage collector with each event.
 */
export class EventStream implements AsyncIterableIterator<JobEvent> {
  private readonly live: JobEvent[] = [];
  /** `seq` of the last event that the subscriber has. */
  private last = 0;
  private behind = false;
  private closed = false;
  private reading = false;
  /** Whoever waits for the next event. */
  private waiting: ((result: Result | Promise<never>) => void) | null = null;
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
    this.settle();
  }

  /** Reads the log again, as events may have been missed. */
  catchUp() {
    this.behind = true;
    this.settle();
  }

  onClose(close: () => void) {
    if (this.closed) close();
    // As long as it must be, and no longer: `push` makes room for seventeen, in each of many streams.
    else this.closers = [...this.closers, close];
  }

  /** To be asked for one after the other. */
  next(): Promise<Result> {
    if (this.waiting) return Promise.reject(new Error('the event before is still waited for'));
    const ready = this.take();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.fillGap();
    });
  }

  async return(): Promise<Result> {
    if (!this.closed) {
      this.closed = true;
      for (const close of this.closers) close();
      this.settle();
    }
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<Result> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async [Symbol.asyncDispose]() {
    await this.return();
  }

  private take(): Result | null {
    if (this.closed) return { value: undefined, done: true };
    const event = this.takeLive();
    if (!event) return null;
    this.last = event.seq;
    return { value: event, done: false };
  }

  /** Answers whoever waits, if there is anything to answer with, or goes and gets it. */
  private settle() {
    if (!this.waiting) return;
    const ready = this.take();
    if (ready) this.answer(ready);
    else this.fillGap();
  }

  private answer(result: Result | Promise<never>) {
    const { waiting } = this;
    this.waiting = null;
    waiting?.(result);
  }

  private fillGap() {
    if (!this.behind || this.reading) return;
    this.reading = true;
    this.readLog()
      .catch((error) => {
        this.behind = true;
        if (this.waiting) this.answer(Promise.reject(error));
      })
      .finally(() => {
        this.reading = false;
        this.settle();
      });
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

  private async readLog(): Promise<void> {
    // Cleared before the read: whatever comes in during it asks for another one.
    this.behind = false;
    const missed = await this.readMissed();
    if (!missed) {
      this.behind = true;
      return;
    }
    if (missed.length === BATCH) this.behind = true;
    this.live.splice(0, 0, ...missed);
    this.live.sort((a, b) => a.seq - b.seq);
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
}
