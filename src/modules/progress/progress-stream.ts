import { LiveStream } from '../../infra/live-stream.js';
import type { JobEvent } from '../events/event-log.js';
import { ENDED, type JobStatus } from '../jobs/model/job.model.js';
import type { JobEstimate } from '../jobs/model/job-estimate.js';
import type { JobSnapshot } from '../jobs/model/job-snapshot.js';
import type { Progress } from '../topics/topics.js';
import type { EstimateWatch } from './estimate-watch.js';
import type { TextSoFar } from './progress-text.js';

/** A message to a subscriber: drop the text beyond `offset`, then append `text`. */
export interface JobProgressMessage extends Omit<Progress, 'draft' | 'restart'>, Partial<JobEstimate> {
  jobId: string;
}

export interface ProgressSource {
  /** Reads the job and its text so far. Null while they can't be read. */
  read(): Promise<{ job: JobSnapshot; soFar: TextSoFar | null } | null>;
  /** The event that ends the job's current run. */
  ended: AsyncIterator<JobEvent>;
}

/**
 * One subscriber's view of a job that is being written. It keeps the text so far and how much of it was sent, not a
 * queue of messages: a slow reader gets fewer and longer ones, and delays no other reader.
 */
export class ProgressStream extends LiveStream<JobProgressMessage> {
  private run = 0;
  private attempt = -1;
  private draft = 0;
  private status: JobStatus | null = null;
  private text = '';
  /** How much of `text` was sent. */
  private sent = 0;
  private sentStatus: JobStatus | null = null;
  /** The run, attempt and draft that `sent` belongs to. */
  private sentOf = '';
  private end: JobEvent | null = null;
  private missed = false;
  private reading: Promise<void> | null = null;
  private estimates: EstimateWatch | null = null;

  constructor(
    private readonly jobId: string,
    private readonly source: ProgressSource,
  ) {
    super();
    this.onClose(() => void source.ended.return?.());
    source.ended.next().then(
      ({ value, done }) => {
        if (done) return;
        this.end = value;
        this.changed();
      },
      (error) => this.fail(error),
    );
  }

  /** Adds estimates to the messages, and sends one when they change. */
  watch(estimates: EstimateWatch) {
    this.estimates = estimates;
    estimates.onChange = () => this.changed();
    this.onClose(() => estimates.close());
  }

  /** Takes a message from the topic. */
  push({ status, run, attempt, draft, offset, text, restart }: Progress) {
    const newer = run - this.run || attempt - this.attempt || draft - this.draft;
    if (newer < 0) return;
    if (newer > 0 || restart) {
      this.run = run;
      this.attempt = attempt;
      this.draft = draft;
      this.text = '';
      // The subscriber has another text: the next message begins at 0.
      this.sentOf = '';
    }
    this.status = status;
    this.estimates?.follow(status, `${run}:${attempt}`);
    if (offset > this.text.length) void this.resync();
    else if (offset + text.length > this.text.length) this.text = this.text.slice(0, offset) + text;
    this.changed();
  }

  /** Reads the job again, because messages may have been missed. */
  resync(): Promise<void> {
    this.missed = true;
    this.reading ??= this.readMissed();
    return this.reading;
  }

  private async readMissed(): Promise<void> {
    while (this.missed) {
      // Cleared before the read: what is missed during it asks for another read.
      this.missed = false;
      // The job's end brings at the latest what can't be read now.
      const found = await this.source.read().catch(() => null);
      if (!found) continue;
      const { status, run, attempts: attempt } = found.job;
      const { draft = 1, text = '' } = found.soFar ?? {};
      // A restart was missed if neither text is the beginning of the other.
      const restart = !text.startsWith(this.text) && !this.text.startsWith(text);
      this.push({ status, run, attempt, draft, offset: 0, text, restart });
    }
    // In the same turn as the last look at `missed`.
    this.reading = null;
  }

  protected take(): JobProgressMessage | undefined {
    if (this.end) {
      this.close();
      return this.lastMessage(this.end);
    }
    return this.hasNews() ? this.takeNews() : undefined;
  }

  private hasNews() {
    // A terminal status comes with the last message only, which has the whole text: its event is on the way.
    if (this.status === null || ENDED.includes(this.status)) return false;
    if (this.estimates?.hasNews) return true;
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
      ...this.estimates?.take(),
    };
  }

  /** Makes the subscriber's text equal to the job's, from where the two differ. */
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
}
