import { type ClientSession, type Connection, Types, trusted } from 'mongoose';
import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { AppError, conflict, isBudgetExceeded, notFound } from '../../graphql/errors.js';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import type { Logger } from '../../infra/logger.js';
import { inTransaction, isDuplicateKey, nativeCollection } from '../../infra/mongo.js';
import { normalizeText } from '../../text/text.js';
import type { EventSubscriptionsDeps } from '../events/event-subscriptions.js';
import { type GenerationQueue, tryEnqueueInTurn } from '../jobs/job-queue.js';
import type { JobsService } from '../jobs/jobs.service.js';
import { type JobModel, type JobRecord, JobStatus, UNFINISHED } from '../jobs/model/job.model.js';
import { type JobSnapshot, toSnapshot } from '../jobs/model/job-snapshot.js';
import { newJob } from '../jobs/new-job.js';
import { startNextRun } from '../jobs/next-run.js';
import { createReadOptions, type ReadOptionsDeps } from '../jobs/options.js';
import type { TemplatesService } from '../templates/templates.service.js';
import type { Budgets } from '../usage/budgets.js';
import type {
  Batch,
  BatchesArgs,
  BatchJobsArgs,
  BatchProgressArgs,
  GenerateBatchInput,
} from './batch.types.js';
import { type BatchReads, createBatchCounts, toBatch } from './batch-counts.js';
import { fingerprintOf, itemsOf, textsOf } from './batch-request.js';
import { createBatchSubscription } from './batch-stream.js';
import type { BatchModel, BatchRecord } from './model/batch.model.js';
import type { BatchProgress } from './model/batch-progress.types.js';
import { reopen } from './model/count-ends.js';

/** Counts jobs against the rate limit, all or none. @throws RATE_LIMITED */
export type TakeJobs = (count: number) => Promise<void>;

export interface Request {
  requestId: string;
  take: TakeJobs;
}

/** The batches of a user. Every call names the owner; the batch of another user counts as none. */
export interface BatchesService extends BatchReads {
  /** Creates a batch with all of its jobs, or nothing. @throws BAD_USER_INPUT, NOT_FOUND, CONFLICT, RATE_LIMITED, BUDGET_EXCEEDED */
  generate(userId: string, request: Request, input: GenerateBatchInput): Promise<Batch>;
  get(userId: string, id: string): Promise<Batch | null>;
  list(userId: string, args: BatchesArgs): Promise<Page<Batch>>;
  jobsOf(batch: Batch, args: BatchJobsArgs): Promise<Page<JobSnapshot>>;
  /** Cancels all unfinished jobs. @throws NOT_FOUND, CONFLICT for a batch that has ended without a cancellation */
  cancel(userId: string, id: string): Promise<Batch>;
  /** Starts the next run of all failed jobs, or of the canceled ones too. @throws NOT_FOUND, CONFLICT if there are none, RATE_LIMITED, BUDGET_EXCEEDED */
  retry(userId: string, id: string, failedOnly: boolean, request: Request): Promise<Batch>;
  subscribe(userId: string, args: BatchProgressArgs): Promise<AsyncIterableIterator<BatchProgress>>;
  /** Removes every batch of a user. The jobs are for the service of jobs to remove. */
  removeAll(userId: string): Promise<void>;
}

interface BatchesDeps extends Pick<EventSubscriptionsDeps, 'eventLog' | 'channels'>, ReadOptionsDeps {
  batches: BatchModel;
  jobs: JobModel;
  service: Pick<JobsService, 'cancel'>;
  templates: Pick<TemplatesService, 'get'>;
  budgets: Pick<Budgets, 'admit'>;
  queue: GenerationQueue;
  connection: Connection;
  /** For batches without a delay of their own. */
  defaultDelayMs: number;
  log: Logger;
}

const NEWEST: Order = { name: 'batches', field: 'createdAt', direction: -1 };
/** All have one time; their ids are in the order of the items. */
const IN_ORDER: Order = { name: 'jobs of a batch', field: 'createdAt', direction: 1 };
const parseUuid = (id: string) => (isUuid(id) ? id : null);

export function createBatchesService(deps: BatchesDeps): BatchesService {
  const { batches, jobs, service, templates, budgets, queue, connection, defaultDelayMs, log } = deps;
  const readOptions = createReadOptions(deps);
  const jobRows = nativeCollection<JobRecord>(jobs);
  const batchRows = nativeCollection<BatchRecord>(batches);

  const find = async (userId: string, id: string): Promise<BatchRecord | null> =>
    isUuid(id) ? batchRows.findOne({ _id: id, userId: new Types.ObjectId(userId) }) : null;

  async function getOwn(userId: string, id: string): Promise<BatchRecord> {
    const batch = await find(userId, id);
    if (!batch) throw notFound('Batch');
    return batch;
  }

  /** The batch of an earlier request with this key; null if there is none. @throws CONFLICT for other input */
  async function sameRequest(userId: string, key: string | null | undefined, fingerprint: string) {
    if (key == null) return null;
    const owned = { userId: new Types.ObjectId(userId), idempotencyKey: normalizeText(key) };
    const earlier = await batchRows.findOne(owned);
    if (!earlier) return null;
    if (earlier.fingerprint !== fingerprint)
      throw conflict('This idempotency key was used with other input.');
    return toBatch(earlier);
  }

  /** Writes in the transaction that checks the budget, or in its own. */
  const admitted = <T>(userId: string, write: (session: ClientSession) => Promise<T>, before: JobRecord[]) =>
    budgets.admit(userId, (session) => (session ? write(session) : inTransaction(connection, write)), before);

  /** Waiting jobs first, so that no worker takes one when a running job is canceled. */
  async function unfinishedOf(id: string) {
    const found = await jobRows
      .find({ 'batch.id': id, status: { $in: UNFINISHED } }, { projection: { status: 1 } })
      .toArray();
    const runs = ({ status }: { status: JobStatus }) => Number(status === JobStatus.PROCESSING);
    return found.sort((one, other) => runs(one) - runs(other));
  }

  const enqueueAll = (enqueued: JobRecord[]) =>
    Promise.all(enqueued.map((job) => tryEnqueueInTurn(queue, job, log)));

  return {
    async generate(userId, { requestId, take }, input) {
      const items = itemsOf(input);
      const fingerprint = fingerprintOf(input, items);
      const { idempotencyKey, delaySeconds, variations } = input;
      const repeated = () => sameRequest(userId, idempotencyKey, fingerprint);
      const first = await repeated();
      if (first) return first;
      const texts = await textsOf(input, items, {
        find: (id, version) => templates.get(userId, id, version),
        read: (type, requested) => readOptions(userId, type, requested),
      });
      await take(texts.length * variations);

      const now = new Date();
      const batch: BatchRecord = {
        _id: timeOrderedId(),
        userId: new Types.ObjectId(userId),
        total: texts.length * variations,
        completed: 0,
        failed: 0,
        canceled: 0,
        changes: 0,
        ...(idempotencyKey != null && { idempotencyKey: normalizeText(idempotencyKey) }),
        fingerprint,
        createdAt: now,
      };
      const rows = texts.flatMap((text, item) =>
        Array.from({ length: variations }, (_, variation) => ({
          ...newJob({ userId, requestId, text, delaySeconds, defaultDelayMs, now }),
          batch: { id: batch._id, item, variation },
        })),
      );
      try {
        const write = async (session: ClientSession) => {
          await batchRows.insertOne(batch, { session });
          await jobRows.insertMany(rows, { session });
        };
        await admitted(userId, write, rows.slice(1));
      } catch (error) {
        // A concurrent request with this key was first, or used up the budget.
        const earlier = isDuplicateKey(error) || isBudgetExceeded(error) ? await repeated() : null;
        if (earlier) return earlier;
        throw error;
      }
      await enqueueAll(rows);
      return toBatch(batch);
    },

    async get(userId, id) {
      const batch = await find(userId, id);
      return batch && toBatch(batch);
    },

    list: (userId, args) =>
      readPage<BatchRecord, Batch>({
        model: batches,
        filter: { userId: new Types.ObjectId(userId) },
        order: NEWEST,
        args,
        parseId: parseUuid,
        toNode: toBatch,
      }),

    jobsOf: ({ id, userId }, args) =>
      readPage<JobRecord, JobSnapshot>({
        model: jobs,
        filter: {
          'batch.id': id,
          userId: new Types.ObjectId(userId),
          ...(args.status?.length && { status: trusted({ $in: args.status }) }),
        },
        order: IN_ORDER,
        args,
        parseId: parseUuid,
        toNode: toSnapshot,
      }),

    ...createBatchCounts(jobRows),

    async cancel(userId, id) {
      const { completedAt, canceledAt } = await getOwn(userId, id);
      if (completedAt && !canceledAt) throw conflict('All jobs of the batch have ended.');
      await batchRows.updateOne(
        { _id: id, canceledAt: { $exists: false }, completedAt: { $exists: false } },
        { $set: { canceledAt: new Date() } },
      );
      // Repeat until none is left: a job that ran when the waiting ones were read may now wait for its next attempt.
      for (let found = await unfinishedOf(id); found.length > 0; found = await unfinishedOf(id))
        for (const { _id } of found) await service.cancel(userId, _id).catch(ignoreEnded);
      return toBatch(await getOwn(userId, id));
    },

    async retry(userId, id, failedOnly, { requestId, take }) {
      await getOwn(userId, id);
      const wanted = {
        'batch.id': id,
        status: { $in: failedOnly ? [JobStatus.FAILED] : [JobStatus.FAILED, JobStatus.CANCELED] },
      };
      const seen = await jobRows.find(wanted).toArray();
      const none = () => conflict(`The batch has no job that is FAILED${failedOnly ? '' : ' or CANCELED'}.`);
      if (seen.length === 0) throw none();
      await take(seen.length);
      const write = async (session: ClientSession) => {
        const started: JobRecord[] = [];
        for (const job of seen) {
          const next = await startNextRun(jobs, job, requestId, session);
          if (!next) continue;
          await reopen(batches, job, session);
          started.push(next);
        }
        return started;
      };
      const started = await admitted(userId, write, seen.slice(1));
      if (started.length === 0) throw none();
      await enqueueAll(started);
      return toBatch(await getOwn(userId, id));
    },

    subscribe: createBatchSubscription(deps, find),

    async removeAll(userId) {
      await batches.deleteMany({ userId: new Types.ObjectId(userId) });
    },
  };
}

/** A job that has ended meanwhile, or was removed, needs no cancellation. */
function ignoreEnded(error: unknown) {
  if (!(error instanceof AppError)) throw error;
}
