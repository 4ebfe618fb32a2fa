import { randomUUID } from 'node:crypto';
import { type Job as BullJob, UnrecoverableError } from 'bullmq';
import { trusted } from 'mongoose';
import type { Logger } from '../infra/logger.js';
import type { Models } from '../infra/models.js';
import type { EventLog } from './event-log.js';
import type { EventPublisher } from './generation.events.js';
import { type GenerationPayload, MAX_ATTEMPTS, payloadSchema } from './generation.job.js';
import { FinishReason, type JobRecord, JobStatus } from './job.model.js';
import { toJobFailure } from './provider-error.js';
import type { GeneratedText, TextProvider } from './text-provider.js';
import { withPatience } from './with-patience.js';

export interface GenerationHandlerDeps {
  jobs: Models['jobs'];
  eventLog: EventLog;
  publisher: EventPublisher;
  provider: TextProvider;
  log: Logger;
}

/** A run of one attempt, held by its token: nothing is written without it. */
type Attempt = JobRecord & { runToken: string };

/** What the job must still be for this attempt to write to it. */
const held = ({ run, runToken }: Attempt) => ({ run, status: JobStatus.PROCESSING, runToken });

/**
 * What a worker does with one of BullMQ's jobs: load, generate, save, publish. It resolves where the job needs no
 * more work, throws where another attempt should follow, and throws UnrecoverableError where the run has FAILED.
 */
export function createGenerationHandler(deps: GenerationHandlerDeps) {
  const { jobs, eventLog, publisher, provider } = deps;

  return async (
    bullJob: BullJob<GenerationPayload>,
    _token?: string,
    signal?: AbortSignal,
  ): Promise<void> => {
    const payload = payloadSchema.safeParse(bullJob.data);
    if (!payload.success) throw new UnrecoverableError('the payload is not of this version');
    const log = deps.log.child({ jobId: payload.data.jobId, requestId: payload.data.requestId });

    const attempt = await startAttempt(payload.data);
    // Ended, deleted, or enqueued anew under another number: finished here, and no attempt is made.
    if (!attempt) return log.warn('nothing to do for this job any more');
    log.info({ attempt: attempt.attempts, type: attempt.type }, 'attempt started');

    let text: GeneratedText;
    try {
      text = await provider.generate(attempt, { signal: signal ?? new AbortController().signal });
    } catch (error) {
      return await failAttempt(attempt, error, log);
    }
    // The text is paid for: MongoDB's absence is waited out rather than asking the model again.
    await withPatience(log, () => complete(attempt, text, log));
  };

  async function startAttempt({ jobId, run, enqueueNumber }: GenerationPayload): Promise<Attempt | null> {
    const runToken = randomUUID();
    const fresh = await jobs
      .findOneAndUpdate(
        { _id: jobId, run, enqueueNumber, status: trusted({ $in: [JobStatus.QUEUED, JobStatus.RETRYING] }) },
        [
          {
            $set: {
              status: JobStatus.PROCESSING,
              runToken,
              attempts: { $add: ['$attempts', 1] },
              startedAt: { $ifNull: ['$startedAt', '$$NOW'] },
              updatedAt: '$$NOW',
            },
          },
        ],
        { returnDocument: 'after', updatePipeline: true },
      )
      .lean<Attempt>()
      .exec();
    if (fresh) return fresh;
    // BullMQ gives a job that is being processed to somebody else only when its owner's lock ran out: the owner is
    // gone, or frozen, and the new token sees to it that it can write no more.
    return jobs
      .findOneAndUpdate(
        { _id: jobId, run, enqueueNumber, status: JobStatus.PROCESSING },
        { $set: { runToken } },
        { returnDocument: 'after' },
      )
      .lean<Attempt>()
      .exec();
  }

  async function complete(attempt: Attempt, { text, finishReason, model }: GeneratedText, log: Logger) {
    const event = await eventLog.endJob({
      jobId: attempt._id,
      from: held(attempt),
      set: {
        status: JobStatus.COMPLETED,
        generatedContent: text,
        finishReason: FinishReason[finishReason],
        model,
      },
    });
    if (!event) return log.warn('another worker holds this job: the text is dropped');
    await publisher.publish(event);
    log.info({ attempt: attempt.attempts, finishReason, characters: text.length }, 'job completed');
  }

  async function failAttempt(attempt: Attempt, error: unknown, log: Logger): Promise<void> {
    const failure = toJobFailure(error);
    if (failure.retriable && attempt.attempts < MAX_ATTEMPTS) {
      const { matchedCount } = await withPatience(log, () =>
        jobs.updateOne(
          { _id: attempt._id, ...held(attempt) },
          { $set: { status: JobStatus.RETRYING, error: failure }, $unset: { runToken: 1 } },
        ),
      );
      if (matchedCount === 0) return log.warn('another worker holds this job: the failure is dropped');
      log.info({ attempt: attempt.attempts, code: failure.code }, 'attempt failed, another follows');
      throw error;
    }
    const event = await withPatience(log, () =>
      eventLog.endJob({
        jobId: attempt._id,
        from: held(attempt),
        set: { status: JobStatus.FAILED, error: failure },
      }),
    );
    if (!event) return log.warn('another worker holds this job: the failure is dropped');
    await publisher.publish(event);
    log.error({ err: error, attempt: attempt.attempts, code: failure.code }, 'job failed');
    throw new UnrecoverableError(failure.code);
  }
}
