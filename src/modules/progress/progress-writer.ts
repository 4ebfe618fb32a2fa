import type { Logger } from '../../infra/logger.js';
import { publishCommand, type RedisClient } from '../../infra/redis-client.js';
import { encode, publish } from '../../infra/topic.js';
import { JobStatus } from '../jobs/model/job.model.js';
import { topics } from '../topics/topics.js';
import { type AttemptName, FIRST_DRAFT, textKey } from './progress-text.js';

/** About twenty messages a second, however fast the model writes; in milliseconds. */
const FLUSH_MS = 50;
/** The pause after Redis did not accept a message, in milliseconds. */
const RETRY_MS = 500;
/** How long the text so far is kept after its attempt, in milliseconds, for a late cancellation or subscriber. */
const KEEP_MS = 3_600_000;

export interface ProgressText {
  /** Appends a piece of text. Never waits for Redis or a reader. */
  write(delta: string): void;
  /** Publishes what is left, and nothing afterwards. Never throws. */
  finish(): Promise<void>;
  /** Drops what was written, which is not part of the text. */
  restart(): void;
  /** Publishes nothing afterwards: the job's own record has the outcome of the attempt. */
  stop(): void;
}

export interface ProgressWriter {
  /** Publishes a status, without text. Never throws. */
  publishStatus(name: AttemptName, status: JobStatus): Promise<void>;
  /** Opens a new, empty text of an attempt. Its first message reports its beginning, with or without a piece. */
  open(name: AttemptName, draft?: number): ProgressText;
}

/** Writes on a connection that fails at once. */
export function createProgressWriter(redis: RedisClient, log: Logger): ProgressWriter {
  return {
    async publishStatus({ jobId, run, attempt }, status) {
      try {
        const progress = { status, run, attempt, draft: FIRST_DRAFT, offset: 0, text: '' };
        await publish(redis, topics.progress(jobId), progress);
      } catch (error) {
        log.debug({ err: error, jobId }, 'progress not published');
      }
    },
    open: (name, draft = FIRST_DRAFT) => new RedisText(redis, name, draft, log),
  };
}

class RedisText implements ProgressText {
  private text = '';
  private published = 0;
  /** Initially, and after a failure, the value of the key is unknown: the text is written as a whole. */
  private whole = true;
  private restarts = 0;
  private restartsPublished = 0;
  private stopped = false;
  /** Set until the next flush, and during it: messages must not overtake each other. */
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly redis: RedisClient,
    private readonly name: AttemptName,
    private readonly draft: number,
    private readonly log: Logger,
  ) {
    this.schedule(FLUSH_MS);
  }

  write(delta: string) {
    this.text += delta;
    this.timer ??= setTimeout(() => this.startFlush(), FLUSH_MS);
  }

  async finish() {
    this.stop();
    await this.flushing;
    if (this.published < this.text.length || this.restartsPublished < this.restarts) await this.flush();
  }

  restart() {
    this.text = '';
    this.published = 0;
    this.whole = true;
    this.restarts++;
    this.timer ??= setTimeout(() => this.startFlush(), FLUSH_MS);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private startFlush() {
    this.flushing = this.flush();
  }

  private async flush() {
    const { run, attempt, jobId } = this.name;
    const { draft, restarts, published: offset } = this;
    const { length } = this.text;
    const key = textKey(this.name, draft);
    const text = this.text.slice(offset);
    const restart = restarts > this.restartsPublished ? { restart: true } : {};
    const topic = topics.progress(jobId);
    const progress = { status: JobStatus.PROCESSING, run, attempt, draft, offset, text, ...restart };
    const transaction = this.redis.multi();
    if (this.whole) transaction.set(key, this.text, 'PX', KEEP_MS);
    else transaction.append(key, text).pexpire(key, KEEP_MS);
    try {
      await transaction[publishCommand(this.redis)](topic.channel, encode(topic, progress)).exec();
      this.restartsPublished = restarts;
      // After a restart during the flush, what it published is dropped.
      if (restarts === this.restarts) {
        this.published = length;
        this.whole = false;
      }
      this.schedule(FLUSH_MS);
    } catch (error) {
      this.log.debug({ err: error, jobId }, 'progress not published');
      this.whole = true;
      this.schedule(RETRY_MS);
    }
  }

  private schedule(pauseMs: number) {
    const pending = this.whole || this.published < this.text.length;
    this.timer = pending && !this.stopped ? setTimeout(() => this.startFlush(), pauseMs) : undefined;
  }
}
