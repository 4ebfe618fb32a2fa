import { setTimeout as delay } from 'node:timers/promises';
import { LiveStream } from '../../infra/live-stream.js';
import { isOutage } from '../../infra/outage.js';
import type { EventLog, JobEvent } from './event-log.js';

/** Events that wait in memory for a slow reader. More are dropped, and read from the log when the reader gets there. */
const BUFFER_LIMIT = 100;
/** Called with each event that a subscriber gets. */
export type Delivered<Event = JobEvent> = (event: Event) => void;

/** Events read from the log at a time. */
const BATCH = 100;
/** The pause before the log is read again during an outage of MongoDB, in milliseconds. */
const OUTAGE_PAUSE_MS = 1_000;

/** A log with one sequence of events for each user. */
export interface ReadsAfter<Event> {
  /** Up to `limit` events after a `seq`, in order. */
  readAfter(userId: string, seq: number, limit: number): Promise<Event[]>;
}

/**
 * The events of one subscriber, each exactly once and in order: missed events from the log, then live ones. A live
 * event is delivered when it is the next one; a gap before it is filled from the log first. Events that are not in the
 * log any more, because their jobs were removed, are skipped.
 */
export class EventStream<Event extends { seq: number } = JobEvent> extends LiveStream<Event> {
  private readonly live: Event[] = [];
  /** `seq` of the last event that the subscriber has. */
  private last = 0;
  private behind = false;
  private reading = false;
  /** `seq` of the latest event before the subscription. */
  private before = 0;

  /** @param delivered called with each event that is delivered, unless it is older than the subscription */
  constructor(
    private readonly userId: string,
    private readonly eventLog: ReadsAfter<Event>,
    private readonly delivered?: Delivered<Event>,
  ) {
    super();
  }

  /**
   * Sets the start, before the first event is read. Events that were pushed already are kept.
   * @param last `seq` of the last event that the subscriber has
   * @param latest `seq` of the latest event once the channel was live
   */
  begin(last: number, latest: number) {
    this.last = last;
    this.before = latest;
    if (last < latest) this.behind = true;
  }

  /** `seq` of the last event that the subscriber has. */
  get position(): number {
    return this.last;
  }

  /** Takes an event from the channel. */
  push(event: Event) {
    if (this.closed) return;
    if (this.live.length < BUFFER_LIMIT) this.live.push(event);
    else {
      this.live.length = 0;
      this.behind = true;
    }
    this.changed();
  }

  /** Reads the log again, because events may have been missed. */
  catchUp() {
    this.behind = true;
    this.changed();
  }

  protected take(): Event | undefined {
    while (this.live[0] && this.live[0].seq <= this.last) this.live.shift();
    const [event] = this.live;
    if (!event) return undefined;
    if (event.seq !== this.last + 1) {
      this.behind = true;
      return undefined;
    }
    this.live.shift();
    this.last = event.seq;
    this.deliver(event);
    return event;
  }

  protected deliver(event: Event) {
    if (event.seq > this.before) this.delivered?.(event);
  }

  protected override wanted() {
    if (!this.behind || this.reading) return;
    this.reading = true;
    this.readLog()
      .catch((error) => this.fail(error))
      .finally(() => {
        this.reading = false;
        this.changed();
      });
  }

  private async readLog(): Promise<void> {
    // Cleared before the read: a gap that is noticed during it triggers another read.
    this.behind = false;
    const missed = await this.readMissed();
    if (!missed || missed.length === BATCH) this.behind = true;
    // A later event is never in the log before an earlier one: what lies between was removed.
    if (missed?.[0]) this.last = Math.max(this.last, missed[0].seq - 1);
    this.live.splice(0, 0, ...(missed ?? []));
    this.live.sort((a, b) => a.seq - b.seq);
  }

  /** Null during an outage of MongoDB. The subscription continues afterwards. */
  private async readMissed(): Promise<Event[] | null> {
    try {
      return await this.eventLog.readAfter(this.userId, this.last, BATCH);
    } catch (error) {
      if (!isOutage(error)) throw error;
      await delay(OUTAGE_PAUSE_MS);
      return null;
    }
  }
}

/** The next event of one job; then the stream ends. */
export class JobEndStream extends EventStream {
  constructor(
    private readonly jobId: string,
    userId: string,
    eventLog: Pick<EventLog, 'readAfter'>,
    delivered?: Delivered,
  ) {
    super(userId, eventLog, delivered);
  }

  protected override deliver(event: JobEvent) {
    if (event.job.id === this.jobId) super.deliver(event);
  }

  protected override take(): JobEvent | undefined {
    for (let event = super.take(); event; event = super.take()) {
      if (event.job.id !== this.jobId) continue;
      this.close();
      return event;
    }
    return undefined;
  }
}
