import type { JobEvent } from '../events/event-log.js';
import type { JobStatus } from '../jobs/model/job.model.js';
import type { JobSnapshot } from '../jobs/model/job-snapshot.js';
import { type Progress, progressSchema, type TextSoFar } from './progress.js';

/** What a subscriber of one job's progress gets: drop what you have beyond `offset`, then add `text`. */
export interface JobProgressMessage extends Omit<Progress, 'draft' | 'restart'> {
  jobId: string;
}

export interface ProgressSource {
  /** Where the job stands now, and the text so far. Null where it can't be read at the moment. */
  read(): Promise<{ job: JobSnapshot; soFar: TextSoFar | null } | null>;
  /** The event that ends the job's present run, whenever it comes. */
  ended: AsyncIterator<JobEvent>;
}

/**
 * One subscriber's view of a job that is being written. It holds the text so far and how much of it was sent, not a
 * queue of messages: a reader that is slow gets fewer and longer ones, and holds nobody up.
 */
export class ProgressStream implements AsyncIterableIterator<JobProgressMessage> {
  private run = 0;
  private attempt = -1;
  private draft = 0;
  private status: JobStatus | null = null;
  private text = '';
  /** How much of `text` the subscriber has. */
  private sent = 0;
  private sentStatus: JobStatus | null = null;
  /** The run, attempt and draft that `sent` is of. */
  private sentOf = '';
  private end: JobEvent | null = null;
  private closed = false;
  private failure: unknown = null;
  private reading: Promise<void> | null = null;
  private wake: (() => void) | null = null;
  private readonly closers: (() => void)[] = [];

  constructor(
    private readonly jobId: string,
    private readonly source: ProgressSource,
  ) {
    source.ended.next().then(
      ({ value, done }) => {
        if (done) return;
        this.end = value;
        this.signal();
      },
      (error) => {
        this.failure = error;
        this.signal();
      },
    );
  }

  /** Takes a message from the channel. */
  push(message: unknown) {
    const progress = progressSchema.safeParse(message);
    if (progress.success) this.apply(progress.data);
    else void this.resync();
  }

  /** Reads where the job stands, as messages may have been missed. */
  resync(): Promise<void> {
    this.reading ??= this.source
      .read()
      .then((found) => {
        if (!found) return;
        const { status, run, attempts: attempt } = found.job;
        const { draft = 1, text = '' } = found.soFar ?? {};
        // A restart that was missed: neither text is the other's beginning.
        const restart = !text.startsWith(this.text) && !this.text.startsWith(text);
        this.apply({ status, run, attempt, draft, offset: 0, text, restart });
      })
      .catch(() => {}) // What could not be read now comes with the job's end at the latest.
      .finally(() => {
        this.reading = null;
      });
    return this.reading;
  }

  onClose(close: () => void) {
    if (this.closed) close();
    else this.closers.push(close);
  }

  async next(): Promise<IteratorResult<JobProgressMessage>> {
    while (!this.closed) {
      if (this.failure) {
        await this.return();
        throw this.failure;
      }
      if (this.end) {
        const value = this.lastMessage(this.end);
        await this.return();
        return { value, done: false };
      }
      if (this.hasNews()) return { value: this.takeNews(), done: false };
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<JobProgressMessage>> {
    if (!this.closed) {
      this.closed = true;
      for (const close of this.closers) close();
      this.signal();
      await this.source.ended.return?.();
    }
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<JobProgressMessage>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async [Symbol.asyncDispose]() {
    await this.return();
  }

  private apply({ status, run, attempt, draft, offset, text, restart }: Progress) {
    const age = run - this.run || attempt - this.attempt || draft - this.draft;
    if (age < 0) return;
    if (age > 0 || restart) {
      this.run = run;
      this.attempt = attempt;
      this.draft = draft;
      this.text = '';
      // What the subscriber has is of another text: the next message begins at 0.
      this.sentOf = '';
    }
    this.status = status;
    if (offset > this.text.length) void this.resync();
    else if (offset + text.length > this.text.length) this.text = this.text.slice(0, offset) + text;
    this.signal();
  }

  private hasNews() {
    if (this.status === null) return false;
    return this.status !== this.sentStatus || this.sentOf !== this.name() || this.sent < this.text.length;
  }

  private takeNews(): JobProgressMessage {
    const offset = this.sentOf === this.name() ? this.sent : 0;
    this.sent = this.text.length;
    this.sentStatus = this.status;
    this.sentOf = this.name();
    return {
      jobId: this.jobId,
      status: this.status as JobStatus,
      run: this.run,
      attempt: this.attempt,
      offset,
      text: this.text.slice(offset),
    };
  }

  /** Makes what the subscriber has equal to the job's text, from what both have in common on. */
  private lastMessage({ job }: JobEvent): JobProgressMessage {
    const final = job.generatedContent ?? '';
    const ofThisAttempt = this.run === job.run && this.attempt === job.attempts;
    const had = ofThisAttempt && this.sentOf === this.name() ? this.text.slice(0, this.sent) : '';
    const offset = final.startsWith(had) ? had.length : had.startsWith(final) ? final.length : 0;
    return {
      jobId: this.jobId,
      status: job.status,
      run: job.run,
      attempt: job.attempts,
      offset,
      text: final.slice(offset),
    };
  }

  private name() {
    return `${this.run}:${this.attempt}:${this.draft}`;
  }

  private signal() {
    this.wake?.();
    this.wake = null;
  }
}
