import { Types, trusted } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { AppError, badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { checkText } from '../../graphql/input.js';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { cleanModelText, cutText, LONGEST_TEXT } from '../../text/text.js';
import type { ContentService } from '../content/content.service.js';
import type { Content } from '../content/content.types.js';
import { TITLE_LENGTH, titleOf } from '../content/title.js';
import { type ChildJobs, createChildJobs } from './child-jobs.js';
import { createJobCreation } from './create-job.js';
import type { GenerateContentInput, JobsArgs } from './job.types.js';
import { createJobControl, type JobControl, type JobControlDeps } from './job-control.js';
import type { EnqueuedJob } from './job-queue.js';
import { createJobRelations, type JobRelations } from './job-relations.js';
import { type JobRecord, JobStatus } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';
import { newJob } from './new-job.js';
import type { OptionLimits } from './options.js';
import { hasOptionsOf, isRequestOf, type RequestedText } from './requested-text.js';
import type { ReadRequest } from './requests.js';
import { startTimeOf } from './start-time.js';

/** The jobs of a user. Every call names the owner; the job of another user counts as one that does not exist. */
export interface JobsService extends JobControl, ChildJobs, JobRelations {
  /**
   * Creates a job and enqueues it.
   * @throws BAD_USER_INPUT, CONFLICT for an idempotency key that was used with other input, NOT_FOUND for an unknown
   *   template or brand voice, BUDGET_EXCEEDED
   */
  generate(userId: string, requestId: string, input: GenerateContentInput): Promise<JobSnapshot>;
  get(userId: string, id: string): Promise<JobSnapshot | null>;
  list(userId: string, args: JobsArgs): Promise<Page<JobSnapshot>>;
  /** Saves the text of a COMPLETED job once. @throws NOT_FOUND, CONFLICT for a job that is not COMPLETED */
  saveToLibrary(userId: string, id: string, title?: string | null): Promise<Content>;
  /** The limits that the operator sets for options. */
  readonly optionLimits: OptionLimits;
  /** Removes every job and event. A worker that runs one of them stops within a second. */
  removeAll(userId: string): Promise<void>;
}

interface JobsDeps extends JobControlDeps {
  contents: ContentService;
  readRequest: ReadRequest;
  /** For jobs without a delay of their own. */
  defaultDelayMs: number;
  /** The limits that the operator sets for options. */
  optionLimits: OptionLimits;
}

const NEWEST: Order = { name: 'jobs', field: 'createdAt', direction: -1 };

export function createJobsService(deps: JobsDeps): JobsService {
  const { jobs, findOwnJob, contents, readRequest, queue, eventLog, log, defaultDelayMs } = deps;
  const { optionLimits } = deps;

  const creation = createJobCreation(deps);
  const sameRequest = (userId: string, input: GenerateContentInput) =>
    creation.earlier(
      userId,
      input.idempotencyKey,
      (job) =>
        !job.basis &&
        isRequestOf(job, input) &&
        (job.delaySeconds ?? null) === (input.delaySeconds ?? null) &&
        hasStartOf(job, input) &&
        hasOptionsOf(job, input.options),
    );

  return {
    ...createJobControl(deps),
    ...createChildJobs({ creation, findOwnJob, optionLimits }),
    ...createJobRelations(jobs),
    optionLimits,

    async generate(userId, requestId, input) {
      const repeated = () => sameRequest(userId, input);
      // A template may have been changed or deleted since the first of two equal requests.
      const first = input.templateId != null ? await repeated() : null;
      if (first) return first;
      let text: RequestedText;
      let startAt: Date | undefined;
      try {
        startAt = requestedStart(input);
        text = await readRequest(userId, input);
      } catch (error) {
        // A repeated request returns its job, also if the voice is deleted or the model is no longer allowed.
        const earlier = error instanceof AppError ? await repeated() : null;
        if (earlier) return earlier;
        throw error;
      }
      const { delaySeconds, idempotencyKey } = input;
      const job = newJob({ userId, requestId, text, delaySeconds, startAt, defaultDelayMs, now: new Date() });
      return creation.create(userId, job, idempotencyKey, repeated);
    },

    async get(userId, id) {
      const record = await findOwnJob(userId, id);
      return record && toSnapshot(record);
    },

    list(userId, args) {
      const filter: Record<string, unknown> = { userId: new Types.ObjectId(userId) };
      if (args.status?.length) filter.status = trusted({ $in: args.status });
      if (args.type) filter.type = args.type;
      return readPage<JobRecord, JobSnapshot>({
        model: jobs,
        filter,
        order: NEWEST,
        args,
        parseId: (id) => (isUuid(id) ? id : null),
        toNode: toSnapshot,
      });
    },

    async saveToLibrary(userId, id, title) {
      if (title != null) checkText('title', title, 1, TITLE_LENGTH);
      const job = await findOwnJob(userId, id);
      if (!job) throw notFound('Job');
      if (job.status !== JobStatus.COMPLETED || !job.generatedContent) {
        throw conflict('Only the text of a COMPLETED job can be saved.');
      }
      // A job of an earlier version may have a text that the library does not allow.
      const body = cutText(cleanModelText(job.generatedContent), LONGEST_TEXT);
      return contents.saveFromJob(
        userId,
        { id, prompt: job.prompt, model: job.model },
        { title: title ?? titleOf(body), type: job.type, body },
      );
    },

    async removeAll(userId) {
      const owned = { userId: new Types.ObjectId(userId) };
      const waiting = await jobs
        .find({ ...owned, status: trusted({ $in: [JobStatus.QUEUED, JobStatus.RETRYING] }) })
        .select({ enqueueNumber: 1 })
        .lean<EnqueuedJob[]>()
        .exec();
      // Jobs before events: without a job, nothing adds an event.
      await jobs.deleteMany(owned);
      await eventLog.removeAll(userId);
      await queue.turns.removeAll(userId);
      // A worker drops an entry of the queue whose job does not exist.
      for (const job of waiting) {
        await queue
          .remove(job)
          .catch((error) => log.debug({ err: error, jobId: job._id }, 'removed job left in the queue'));
      }
    },
  };
}

/** The requested start; undefined for a delay. @throws BAD_USER_INPUT */
function requestedStart({ scheduledFor, delaySeconds }: GenerateContentInput): Date | undefined {
  if (scheduledFor == null) return undefined;
  if (delaySeconds != null)
    throw badUserInput({ field: 'delaySeconds', message: 'must not be given with scheduledFor' });
  return startTimeOf('scheduledFor.', scheduledFor, new Date());
}

/** Whether a job was requested for the same start. It may have started since. */
function hasStartOf({ requestedFor, createdAt }: JobRecord, { scheduledFor }: GenerateContentInput): boolean {
  if (scheduledFor == null || !requestedFor) return scheduledFor == null && !requestedFor;
  try {
    return startTimeOf('scheduledFor.', scheduledFor, createdAt).getTime() === requestedFor.getTime();
  } catch {
    return false;
  }
}
