import { JobStatus } from '../jobs/model/job.model.js';
import { type JobEstimate, NOTHING_KNOWN } from '../jobs/model/job-estimate.js';

/** How often the estimates of a waiting job are read, in milliseconds. */
const LOOK_MS = 3_000;
/** Changes of expected times below this, in milliseconds, are not sent. */
const TOLERANCE_MS = 2_000;
const WAITING: readonly JobStatus[] = [JobStatus.QUEUED, JobStatus.RETRYING];

/** The estimates of a job whose progress is followed. They are read when its status changes, and while it waits. */
export class EstimateWatch {
  onChange: () => void = () => {};
  /** Resolves when the estimates of the present status are known. */
  settled: Promise<void> = Promise.resolve();
  private status: JobStatus | null = null;
  private of = '';
  private since = new Date(0);
  private latest = NOTHING_KNOWN;
  private told = NOTHING_KNOWN;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /** @param read estimates a job that has this status since this time */
  constructor(private readonly read: (status: JobStatus, since: Date) => Promise<JobEstimate>) {}

  /** Sets the status of the job and the name of its attempt. Estimates for others are dropped. */
  follow(status: JobStatus, attempt: string) {
    if (status === this.status && attempt === this.of) return;
    this.status = status;
    this.of = attempt;
    this.since = new Date();
    this.latest = NOTHING_KNOWN;
    this.settled = this.look();
    clearInterval(this.timer);
    if (!this.closed && WAITING.includes(status)) this.timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** Whether the estimates differ from those that were taken last. */
  get hasNews(): boolean {
    const { latest, told } = this;
    return (
      latest.queuePosition !== told.queuePosition ||
      moved(latest.estimatedStartAt, told.estimatedStartAt) ||
      moved(latest.estimatedCompletionAt, told.estimatedCompletionAt)
    );
  }

  take(): JobEstimate {
    this.told = this.latest;
    return this.latest;
  }

  close() {
    this.closed = true;
    clearInterval(this.timer);
  }

  private async look() {
    const { status, of, since } = this;
    if (status === null) return;
    const estimate = await this.read(status, since);
    if (this.closed || status !== this.status || of !== this.of) return;
    this.latest = estimate;
    if (this.hasNews) this.onChange();
  }
}

const moved = (one: Date | null, other: Date | null) =>
  one === null || other === null ? one !== other : Math.abs(one.getTime() - other.getTime()) >= TOLERANCE_MS;
