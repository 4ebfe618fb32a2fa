import { type Job as BullJob, DelayedError, UnrecoverableError } from 'bullmq';
import type { Logger } from '../infra/logger.js';
import { isOutage } from '../infra/outage.js';
import type { EventPublisher } from '../modules/events/event-publisher.js';
import {
  type GenerationPayload,
  type GenerationQueue,
  payloadSchema,
  retryDelayMs,
} from '../modules/jobs/job-queue.js';
import { JobStatus } from '../modules/jobs/model/job.model.js';
import { JobErrorCode } from '../modules/jobs/model/job-error.js';
import { addUsage, type Usage } from '../modules/jobs/model/usage.js';
import { type AttemptName, REPAIR_DRAFT } from '../modules/progress/progress-text.js';
import type { ProgressWriter } from '../modules/progress/progress-writer.js';
import { ProviderError, toJobFailure } from '../provider/provider-error.js';
import type { TextProviders } from '../provider/text-providers.js';
import type { ContentType } from '../writing/content-type.js';
import { failedOf } from '../writing/form.js';
import { type Attempt, LostJob, WorkerStopping } from './attempt.js';
import type { Attempts } from './attempts.js';
import { modelOf } from './model-choice.js';
import { retryDuringOutage } from './retry-during-outage.js';
import type { RunningAttempts } from './running-attempts.js';
import { type CheckedText, writeInForm } from './write-in-form.js';
import { writeUpon } from './write-upon.js';

export interface GenerationHandlerDeps {
  attempts: Attempts;
  running: RunningAttempts;
  publisher: EventPublisher;
  progress: ProgressWriter;
  /** The provider of each model that attempts request. */
  providers: Pick<TextProviders, 'of'>;
  /** Whether a text that fails checks is repaired. */
  repair: boolean;
  queue: Pick<GenerationQueue, 'hold'>;
  /** Stores how long a finished job's attempt took, for estimates. */
  durations: { record(type: ContentType, durationMs: number): Promise<void> };
  log: Logger;
  /** Wrappers around each entry and each attempt. */
  around?: AroundAttempts | undefined;
}

/** Runs an entry of the queue, and the attempt within it, and returns what they return. */
export interface AroundAttempts {
  entry(data: unknown, run: () => Promise<void>): Promise<void>;
  attempt(attempt: Attempt, run: () => Promise<void>): Promise<void>;
}

type Handle = (bullJob: BullJob<GenerationPayload>, token?: string) => Promise<void>;

/** The delay of a job that could not be taken during an outage of MongoDB, in milliseconds. */
const OUTAGE_PAUSE_MS = 5_000;

const isRateLimit = (error: unknown) =>
  error instanceof ProviderError && error.code === JobErrorCode.RATE_LIMITED;

const nameOf = ({ _id, run, attempts }: Attempt): AttemptName => ({ jobId: _id, run, attempt: attempts });

/**
 * Runs one entry of the queue: takes the job, generates, saves, publishes. Resolves if the job needs no more work.
 * Throws if another attempt follows, UnrecoverableError if the run has FAILED, and DelayedError if the entry returns to
 * the queue without counting an attempt.
 */
export function createGenerationHandler(deps: GenerationHandlerDeps): Handle {
  const { attempts, running, publisher, progress, providers, repair } = deps;

  return (bullJob, token) => {
    const { around } = deps;
    return around ? around.entry(bullJob.data, () => runEntry(bullJob, token)) : runEntry(bullJob, token);
  };

  async function runEntry(bullJob: BullJob<GenerationPayload>, token: string | undefined) {
    const payload = payloadSchema.safeParse(bullJob.data);
    if (!payload.success) throw new UnrecoverableError('the payload does not fit this version');
    const log = deps.log.child({ jobId: payload.data.jobId, requestId: payload.data.requestId });

    const attempt = await begin(payload.data, log);
    if (attempt === 'outage') return backToQueue(bullJob, token, OUTAGE_PAUSE_MS);
    if (attempt === null) return log.info('job ended, deleted or enqueued again: nothing to do');
    if ('exhausted' in attempt) {
      await publisher.publish(attempt.exhausted);
      log.error('job interrupted too often: FAILED');
      throw new UnrecoverableError(JobErrorCode.INTERRUPTED);
    }
    const own = log.child({ userId: attempt.userId.toHexString() });
    const run = () => runAttempt(attempt, bullJob, token, own);
    return deps.around ? deps.around.attempt(attempt, run) : run();
  }

  async function runAttempt(attempt: Attempt, bullJob: BullJob, token: string | undefined, log: Logger) {
    const model = modelOf(attempt) ?? '';
    log.info({ attempt: attempt.attempts, type: attempt.type, model }, 'attempt started');
    const provider = providers.of(model);

    using watched = running.watch(attempt);
    let written = progress.open(nameOf(attempt));
    let text: CheckedText;
    let usage: Usage | null = null;
    try {
      text = await (attempt.basis ? writeUpon : writeInForm)(provider, attempt, {
        signal: watched.signal,
        onText: (delta) => written.write(delta),
        onRestart: () => written.restart(),
        onUsage: (more) => {
          usage = addUsage(usage, more);
        },
        repair,
        onRepair() {
          void written.finish();
          written = progress.open(nameOf(attempt), REPAIR_DRAFT);
          return (delta) => written.write(delta);
        },
        log,
      });
    } catch (error) {
      if (error instanceof LostJob) {
        log.info('job canceled or taken over: attempt aborted');
        return await keepUsage(attempt, usage, log);
      }
      if (error instanceof WorkerStopping) return await handBack(attempt, usage, bullJob, token, log);
      return await fail(attempt, error, usage, log);
    } finally {
      written.stop();
    }
    if (isRateLimit(text.repairError) && !attempts.hasFreshModel(attempt))
      await holdQueue(attempt, text.repairError, log);
    // The text is charged already: an outage of MongoDB must not cost a second request.
    await retryDuringOutage(log, () => complete(attempt, text, usage, log));
  }

  async function begin(payload: GenerationPayload, log: Logger) {
    try {
      return await attempts.begin(payload);
    } catch (error) {
      if (!isOutage(error)) throw error;
      log.warn({ err: error }, 'MongoDB is away: job delayed');
      return 'outage';
    }
  }

  /** Stores the usage of an attempt that has lost its job. */
  async function keepUsage(attempt: Attempt, usage: Usage | null, log: Logger) {
    if (usage) await retryDuringOutage(log, () => attempts.recordUsage(attempt, usage));
  }

  async function complete(attempt: Attempt, text: CheckedText, usage: Usage | null, log: Logger) {
    const event = await attempts.complete(attempt, text, usage);
    if (!event) {
      log.warn('job canceled or taken over: text dropped');
      return keepUsage(attempt, usage, log);
    }
    void publisher.publish(event);
    const { startedAt, endedAt } = event.job.attemptHistory.at(-1) ?? {};
    // A passage or the rest of a text takes less time than a text.
    if (startedAt && endedAt && !attempt.basis)
      void deps.durations.record(attempt.type, new Date(endedAt).getTime() - new Date(startedAt).getTime());
    const { finishReason, repair, checks } = text;
    const failed = failedOf(checks).map(({ name }) => name);
    const facts = { attempt: attempt.attempts, finishReason, repair, failed, characters: text.text.length };
    log.info(facts, 'job completed');
  }

  async function fail(attempt: Attempt, error: unknown, usage: Usage | null, log: Logger): Promise<void> {
    const failure = toJobFailure(error);
    const facts = { err: error, attempt: attempt.attempts, code: failure.code };
    const ofModel = error instanceof ProviderError && error.ofModel;
    const more = attempts.hasAttemptsLeft(attempt);
    const drop = () => {
      log.warn('job canceled or taken over: failure dropped');
      return keepUsage(attempt, usage, log);
    };
    // The provider's wait for one model does not delay another one.
    const moved = ofModel && more && attempts.hasFreshModel(attempt);
    if (failure.code === JobErrorCode.RATE_LIMITED && !moved) await holdQueue(attempt, error, log);
    if (more && (failure.retriable || (ofModel && attempts.hasOtherModel(attempt)))) {
      const retrying = await retryDuringOutage(log, () =>
        attempts.retryLater(attempt, failure, { ofModel, usage }),
      );
      if (!retrying) return drop();
      void progress.publishStatus(nameOf(attempt), JobStatus.RETRYING);
      log.warn(facts, 'attempt failed, another follows');
      throw moved ? new Error('another model follows', { cause: error }) : error;
    }
    const event = await retryDuringOutage(log, () => attempts.fail(attempt, failure, { ofModel, usage }));
    if (!event) return drop();
    await publisher.publish(event);
    log.error(facts, 'job failed');
    throw new UnrecoverableError(failure.code);
  }

  /** A 429 concerns the whole API key: hold the queue until Retry-After. */
  async function holdQueue(attempt: Attempt, error: unknown, log: Logger) {
    const retryAfterMs = error instanceof ProviderError ? error.retryAfterMs : null;
    const pauseMs = retryDelayMs(attempt.attempts, retryAfterMs);
    try {
      await deps.queue.hold(pauseMs);
      log.warn({ pauseMs }, 'the provider answered 429: queue held');
    } catch (failure) {
      log.warn({ err: failure }, 'queue not held');
    }
  }

  async function handBack(
    attempt: Attempt,
    usage: Usage | null,
    bullJob: BullJob,
    token: string | undefined,
    log: Logger,
  ) {
    const returned = await retryDuringOutage(log, () => attempts.handBack(attempt, usage));
    if (!returned) {
      log.info('job canceled or taken over: nothing to hand back');
      return keepUsage(attempt, usage, log);
    }
    void progress.publishStatus(nameOf(attempt), JobStatus.RETRYING);
    log.info({ attempt: attempt.attempts }, 'worker stops: job handed back');
    await backToQueue(bullJob, token, 0);
  }

  /** BullMQ counts no attempt for an entry that its holder moves. */
  async function backToQueue(bullJob: BullJob, token: string | undefined, delayMs: number): Promise<never> {
    await bullJob.moveToDelayed(Date.now() + delayMs, token);
    throw new DelayedError();
  }
}
