import { Types, trusted } from 'mongoose';
import { validate as isUuid, v7 as uuidv7 } from 'uuid';
import { type Order, type Page, readPage } from '../connection.js';
import type { ContentService } from '../content/content.service.js';
import type { Content } from '../content/content.types.js';
import { badUserInput, conflict, notFound } from '../errors.js';
import type { Logger } from '../infra/logger.js';
import type { Models } from '../infra/models.js';
import { isDuplicateKey } from '../infra/mongo.js';
import { checkText } from '../input.js';
import type { EventLog, JobEvent } from './event-log.js';
import type { EventSubscriptions } from './generation.events.js';
import type { GenerationQueue } from './generation.job.js';
import type { GenerateContentInput, JobCompletedArgs, JobsArgs } from './generation.types.js';
import { type JobRecord, JobStatus } from './job.model.js';
import { type JobSnapshot, toSnapshot } from './job-snapshot.js';

/** Generations. Every call names the owner; somebody else's job is as one that does not exist. */
export interface GenerationService {
  /** Accepts a job and answers at once. @throws CONFLICT for a key that came with other input before */
  generate(userId: string, requestId: string, input: GenerateContentInput): Promise<JobSnapshot>;
  get(userId: string, id: string): Promise<JobSnapshot | null>;
  list(userId: string, args: JobsArgs): Promise<Page<JobSnapshot>>;
  /** Saves a COMPLETED job's text once. @throws NOT_FOUND, CONFLICT where the job isn't COMPLETED */
  saveToLibrary(userId: string, id: string, title?: string | null): Promise<Content>;
  latestCursor(userId: string): Promise<string>;
  /** Resolves when the subscription is live. @throws NOT_FOUND, BAD_USER_INPUT */
  subscribe(userId: string, args: JobCompletedArgs): Promise<AsyncIterableIterator<JobEvent>>;
}

interface GenerationDeps {
  jobs: Models['jobs'];
  contents: ContentService;
  queue: GenerationQueue;
  eventLog: EventLog;
  subscriptions: EventSubscriptions;
  log: Logger;
  /** For jobs that ask for no delay of their own. */
  defaultDelayMs: number;
}

const NEWEST: Order = { name: 'jobs', field: 'createdAt', direction: -1 };
const TITLE_LENGTH = 200;

export function createGenerationService(deps: GenerationDeps): GenerationService {
  const { jobs, contents, queue, eventLog, subscriptions, log, defaultDelayMs } = deps;

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
      .findOne({ userId: new Types.ObjectId(userId), idempotencyKey: input.idempotencyKey as string })
      .lean<JobRecord>()
      .exec();
    const same =
      earlier?.prompt === input.prompt &&
      earlier.type === input.type &&
      (earlier.delaySeconds ?? null) === (input.delaySeconds ?? null);
    if (!earlier || !same) throw conflict('This idempotency key was used with other input.');
    return toSnapshot(earlier);
  }

  return {
    async generate(userId, requestId, input) {
      const delayMs = input.delaySeconds == null ? defaultDelayMs : input.delaySeconds * 1_000;
      const job = new jobs({
        _id: uuidv7(),
        userId,
        requestId,
        prompt: input.prompt,
        type: input.type,
        status: JobStatus.QUEUED,
        delaySeconds: input.delaySeconds ?? undefined,
        idempotencyKey: input.idempotencyKey ?? undefined,
        scheduledFor: new Date(Date.now() + delayMs),
        run: 1,
        enqueueNumber: 1,
        attempts: 0,
      });
      try {
        await job.save();
      } catch (error) {
        if (isDuplicateKey(error)) return sameRequest(userId, input);
        throw error;
      }
      const record = job.toObject<JobRecord>();
      try {
        await queue.enqueue(record);
      } catch (error) {
        // Accepted all the same: the document is durable, and a worker's sweeper enqueues what the queue doesn't know.
        log.warn({ err: error, jobId: record._id, requestId }, 'job accepted but not enqueued yet');
      }
      return toSnapshot(record);
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
      const body = job.generatedContent;
      return contents.saveFromJob(userId, id, { title: title ?? titleOf(body), type: job.type, body });
    },

    latestCursor: async (userId) => String(await eventLog.latestSeq(userId)),

    async subscribe(userId, { jobId, after }) {
      const from = after == null ? undefined : parseCursor(after);
      const latest = await eventLog.latestSeq(userId);
      if (from !== undefined && from > latest) throw unknownCursor();
      const stream = await subscriptions.open(userId, from ?? latest);
      if (jobId == null) return stream;
      try {
        const job = await findOwn(userId, jobId);
        if (!job) throw notFound('Job');
        // Read after Redis acknowledged the channel: the end is either here already, or will come through the stream.
        return untilEndOf(jobId, stream, await eventLog.ofJob(jobId, job.run), from);
      } catch (error) {
        await stream.return();
        throw error;
      }
    },
  };
}

/** The one event of a job, then the end. An event that the subscriber has seen, by its cursor, is not sent again. */
function untilEndOf(
  jobId: string,
  stream: AsyncIterableIterator<JobEvent>,
  ended: JobEvent | null,
  after: number | undefined,
): AsyncIterableIterator<JobEvent> {
  let done = ended !== null && after !== undefined && ended.seq <= after;
  const finish = async (): Promise<IteratorResult<JobEvent>> => {
    done = true;
    await stream.return?.();
    return { value: undefined, done: true };
  };
  return {
    async next() {
      if (done) return finish();
      if (ended) {
        await finish();
        return { value: ended, done: false };
      }
      for (;;) {
        const result = await stream.next();
        if (result.done) return finish();
        if (result.value.job.id !== jobId) continue;
        await finish();
        return result;
      }
    },
    return: finish,
    async throw(error) {
      await finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const unknownCursor = () => badUserInput({ field: 'after', message: 'is not a cursor of your events' });

function parseCursor(after: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(after)) throw unknownCursor();
  return Number(after);
}

/** A title where the person gave none: the text's first line without its Markdown. */
function titleOf(text: string): string {
  const line = text.split('\n').find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? text;
  const plain = line.replace(/^[\s#>*_-]+|[\s*_#]+$/g, '').replace(/^title:\s*/i, '');
  const characters = [...(plain || line.trim())];
  return characters.length <= TITLE_LENGTH
    ? characters.join('')
    : `${characters.slice(0, TITLE_LENGTH - 1).join('')}…`;
}
