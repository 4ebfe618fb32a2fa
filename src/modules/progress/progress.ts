import type { Redis } from 'ioredis';
import { z } from 'zod';
import { channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import { JobStatus } from '../jobs/model/job.model.js';

/**
 * The text while it is written. It crosses Redis and not MongoDB: a key holds the text so far of one attempt, and a
 * channel carries what was added to it. Losing any of it loses nothing that lasts.
 */
export const progressSchema = z.object({
  status: z.enum(JobStatus),
  run: z.int(),
  attempt: z.int(),
  /** Which text of the attempt: 1, and 2 for a repair. Older versions send none. */
  draft: z.int().default(1),
  /** Where `text` begins in the attempt's text, in UTF-16 code units. */
  offset: z.int(),
  text: z.string(),
  /** `text` takes the place of all that was told before: that was no part of the attempt's text. */
  restart: z.boolean().optional(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Which text: of this attempt of this run of a job. */
export interface AttemptName {
  jobId: string;
  run: number;
  attempt: number;
}

/** The text that is written first, and the one that is written where its checks fail. */
const FIRST_DRAFT = 1;
export const REPAIR_DRAFT = 2;

const textKey = ({ jobId, run, attempt }: AttemptName, draft: number) =>
  `text:${jobId}:${run}:${attempt}${draft === FIRST_DRAFT ? '' : `:${draft}`}`;

/** About twenty messages a second, however fast the model writes; in milliseconds. */
const FLUSH_MS = 50;
/** The pause after Redis did not take a piece, in milliseconds. */
const RETRY_MS = 500;
/** The text so far outlives its attempt by this long, in milliseconds, for whoever cancels or looks late. */
const KEEP_MS = 3_600_000;

export interface ProgressText {
  /** Takes a piece of text, and never waits: neither for Redis nor for any reader. */
  write(delta: string): void;
  /** Sends what is left, and nothing afterwards. Never throws. */
  finish(): Promise<void>;
  /** What was written is no part of the text, which begins anew. */
  restart(): void;
  /** Nothing is sent afterwards: what the attempt came to is told by the job's own record. */
  stop(): void;
}

export interface ProgressWriter {
  /** Tells of a status, where nothing is added to the text. Never throws. */
  announce(name: AttemptName, status: JobStatus): Promise<void>;
  /** A new text of an attempt, which begins empty; that it has begun is sent with its first piece, or without. */
  open(name: AttemptName, draft?: number): ProgressText;
}

/** The writing side, on a connection that fails at once. */
export function createProgressWriter(redis: Redis, log: Logger): ProgressWriter {
  return {
    async announce({ jobId, run, attempt }, status) {
      try {
        await redis.publish(
          channels.progress(jobId),
          wire({ status, run, attempt, draft: FIRST_DRAFT, offset: 0, text: '' }),
        );
      } catch (error) {
        log.debug({ err: error, jobId }, 'progress not told');
      }
    },
    open: (name, draft = FIRST_DRAFT) => new RedisText(redis, name, draft, log),
  };
}

const wire = (progress: Progress) => JSON.stringify(progress);

class RedisText implements ProgressText {
  private text = '';
  private sent = 0;
  /** At first, and after a failure, nobody knows what the key holds: it is written whole. */
  private whole = true;
  private restarts = 0;
  /** Of these, as many as were told. */
  private restartsTold = 0;
  private stopped = false;
  /** Runs until the next flush, and stays set during it: pieces must not overtake each other. */
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly name: AttemptName,
    private readonly draft: number,
    private readonly log: Logger,
  ) {
    this.next(FLUSH_MS);
  }

  write(delta: string) {
    this.text += delta;
    this.timer ??= setTimeout(() => this.startFlush(), FLUSH_MS);
  }

  async finish() {
    this.stop();
    await this.flushing;
    if (this.sent < this.text.length || this.restartsTold < this.restarts) await this.flush();
  }

  restart() {
    this.text = '';
    this.sent = 0;
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
    const key = textKey(this.name, this.draft);
    const { length } = this.text;
    const text = this.text.slice(this.sent);
    const { draft, restarts } = this;
    const restart = restarts > this.restartsTold ? { restart: true } : {};
    const status = JobStatus.PROCESSING;
    const message = wire({ status, run, attempt, draft, offset: this.sent, text, ...restart });
    const store = this.redis.multi();
    if (this.whole) store.set(key, this.text, 'PX', KEEP_MS);
    else store.append(key, text).pexpire(key, KEEP_MS);
    try {
      await store.publish(channels.progress(jobId), message).exec();
      this.restartsTold = restarts;
      // A restart meanwhile has made of this a text that is no more.
      if (restarts === this.restarts) {
        this.sent = length;
        this.whole = false;
      }
      this.next(FLUSH_MS);
    } catch (error) {
      this.log.debug({ err: error, jobId }, 'progress not told');
      this.whole = true;
      this.next(RETRY_MS);
    }
  }

  private next(pauseMs: number) {
    const untold = this.whole || this.sent < this.text.length;
    this.timer = untold && !this.stopped ? setTimeout(() => this.startFlush(), pauseMs) : undefined;
  }
}

export interface TextSoFar {
  draft: number;
  text: string;
}

/** The latest text of one attempt so far; null where there is none, or Redis is away. */
export async function readTextSoFar(redis: Redis, name: AttemptName): Promise<TextSoFar | null> {
  try {
    const drafts = [REPAIR_DRAFT, FIRST_DRAFT];
    const texts = await redis.mget(drafts.map((draft) => textKey(name, draft)));
    const found = texts.findIndex((text) => text !== null);
    return found < 0 ? null : { draft: drafts[found] as number, text: texts[found] as string };
  } catch {
    return null;
  }
}

/** The first text of one attempt so far, which is whole once a repair has begun; null as above. */
export async function readFirstDraft(redis: Redis, name: AttemptName): Promise<string | null> {
  try {
    return await redis.get(textKey(name, FIRST_DRAFT));
  } catch {
    return null;
  }
}
