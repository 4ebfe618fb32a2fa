import type { Redis } from 'ioredis';
import { Types, trusted } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { conflict, notFound } from '../../graphql/errors.js';
import { checkText } from '../../graphql/input.js';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import { isDuplicateKey, nativeCollection } from '../../infra/mongo.js';
import { timeOrderedId } from '../../infra/uuid.js';
import { cleanModelText, cutText, LONGEST_TEXT, normalizeText } from '../../text/text.js';
import type { ContentService } from '../content/content.service.js';
import type { Content } from '../content/content.types.js';
import { TITLE_LENGTH, titleOf } from '../content/title.js';
import type { EventLog } from '../events/event-log.js';
import { createEventSubscriptions, type EventPublisher } from '../events/event-publisher.js';
import { createNotifications, type Notifications } from '../events/notifications.js';
import { createProgressWriter, readFirstDraft } from '../progress/progress.js';
import { announceCancellation } from './cancellation.js';
import type { GenerateContentInput, JobsArgs } from './job.types.js';
import { createJobControl, type JobControl } from './job-control.js';
import { bullJobId, type EnqueuedJob, enqueueOrLeave, type GenerationQueue } from './job-queue.js';
import { createJobSubscriptions, type JobSubscriptions } from './job-subscriptions.js';
import type { JobModel } from './model/job.model.js';
import { type JobRecord, JobStatus } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';

/** Generations. Every call names the owner; somebody else's job is as one that does not exist. */
export interface GenerationService extends JobControl, JobSubscriptions, Notifications {
  /** Accepts a job and answers at once. @throws CONFLICT for a key that came with other input before */
  generate(userId: string, requestId: string, input: GenerateContentInput): Promise<JobSnapshot>;
  get(userId: string, id: string): Promise<JobSnapshot | null>;
  list(userId: string, args: JobsArgs): Promise<Page<JobSnapshot>>;
  /** Saves a COMPLETED job's text once. @throws NOT_FOUND, CONFLICT where the job isn't COMPLETED */
  saveToLibrary(userId: string, id: string, title?: string | null): Promise<Content>;
  latestCursor(userId: string): Promise<string>;
  /** Removes every job and event; a worker that runs one ends it within a second. */
  removeAll(userId: string): Promise<void>;
}

interface GenerationDeps {
  jobs: JobModel;
  contents: ContentService;
  queue: GenerationQueue;
  eventLog: EventLog;
  publisher: EventPublisher;
  listening: Channels;
  /** A connection that fails at once. */
  redis: Redis;
  log: Logger;
  /** For jobs that ask for no delay of their own. */
  defaultDelayMs: number;
}

const NEWEST: Order = { name: 'jobs', field: 'createdAt', direction: -1 };

export function createGenerationService(deps: GenerationDeps): GenerationService {
  const { jobs, contents, queue, eventLog, publisher, listening, redis, log, defaultDelayMs } = deps;

  async function findOwn(userId: string, id: string): Promise<JobRecord | null> {
    if (!isUuid(id)) return null;
    return jobs
      .findOne({ _id: id, userId: new Types.ObjectId(userId) })
      .lean<JobRecord>()
      .exec();
  }

  /** The job of an earlier request with this key. @throws CONFLICT */
  async function sameRequest(userId: string, input: GenerateContentInput): Promise<JobSnapshot> {
    const earlier = await jobs
      .findOne({
        userId: new Types.ObjectId(userId),
        idempotencyKey: normalizeText(input.idempotencyKey ?? ''),
      })
      .lean<JobRecord>()
      .exec();
    const same =
      earlier?.prompt === normalizeText(input.prompt) &&
      earlier.type === input.type &&
      (earlier.delaySeconds ?? null) === (input.delaySeconds ?? null);
    if (!earlier || !same) throw conflict('This idempotency key was used with other input.');
    return toSnapshot(earlier);
  }

  const control = createJobControl({
    jobs,
    find: findOwn,
    eventLog,
    queue,
    publisher,
    progress: createProgressWriter(redis, log),
    textSoFar: (name) => readFirstDraft(redis, name),
    announceCancellation: (jobId, run) => announceCancellation(redis, jobId, run, log),
    log,
  });
  const subscriptions = createJobSubscriptions({
    find: findOwn,
    eventLog,
    subscriptions: createEventSubscriptions(listening, eventLog),
    listening,
    redis,
  });

  return {
    ...control,
    ...subscriptions,
    ...createNotifications(eventLog),

    async generate(userId, requestId, input) {
      const delayMs = input.delaySeconds == null ? defaultDelayMs : input.delaySeconds * 1_000;
      const now = new Date();
      const prompt = normalizeText(input.prompt);
      const job: JobRecord = {
        _id: timeOrderedId(),
        userId: new Types.ObjectId(userId),
        requestId,
        prompt,
        type: input.type,
        status: JobStatus.QUEUED,
        ...(input.delaySeconds != null && { delaySeconds: input.delaySeconds }),
        ...(input.idempotencyKey != null && { idempotencyKey: normalizeText(input.idempotencyKey) }),
        scheduledFor: new Date(now.getTime() + delayMs),
        run: 1,
        enqueueNumber: 1,
        attempts: 0,
        handedBack: 0,
        attemptHistory: [],
        createdAt: now,
        updatedAt: now,
      };
      const queued = bullJobId(job._id, job.enqueueNumber);
      // At the same time: whom it waits behind is worth no round trip of its own.
      const turn = queue.turns.take(job, queued);
      turn.catch(() => {}); // Redis is away, as enqueueing tells.
      try {
        await nativeCollection<JobRecord>(jobs).insertOne(job);
      } catch (error) {
        // Not before it has been taken, or it would stay.
        turn.then(
          () => queue.turns.giveBack(userId, queued),
          () => {},
        );
        if (isDuplicateKey(error)) return sameRequest(userId, input);
        throw error;
      }
      await enqueueOrLeave(queue, job, log, turn);
      return toSnapshot(job);
    },

    async get(userId, id) {
      const record = await findOwn(userId, id);
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
      const job = await findOwn(userId, id);
      if (!job) throw notFound('Job');
      if (job.status !== JobStatus.COMPLETED || !job.generatedContent) {
        throw conflict('Only the text of a COMPLETED job can be saved.');
      }
      // A job of an earlier version may hold what no piece may.
      const body = cutText(cleanModelText(job.generatedContent), LONGEST_TEXT);
      return contents.saveFromJob(userId, id, { title: title ?? titleOf(body), type: job.type, body });
    },

    latestCursor: async (userId) => String(await eventLog.latestSeq(userId)),

    async removeAll(userId) {
      const owned = { userId: new Types.ObjectId(userId) };
      const waiting = await jobs
        .find({ ...owned, status: trusted({ $in: [JobStatus.QUEUED, JobStatus.RETRYING] }) })
        .select({ enqueueNumber: 1 })
        .lean<EnqueuedJob[]>()
        .exec();
      // The jobs first: without them nothing adds to the events.
      await jobs.deleteMany(owned);
      await eventLog.removeAll(userId);
      await queue.turns.forget(userId);
      // What stays in the queue is dropped by the worker that comes to it, and finds no job.
      for (const job of waiting) {
        await queue
          .remove(job)
          .catch((error) => log.debug({ err: error, jobId: job._id }, 'job left in queue'));
      }
    },
  };
}
