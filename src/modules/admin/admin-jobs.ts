import { trusted } from 'mongoose';
import pLimit from 'p-limit';
import { validate as isUuid } from 'uuid';
import { AppError, badUserInput, conflict, notFound, serviceUnavailable } from '../../graphql/errors.js';
import { type Order, type Page, type PageArgs, readPage } from '../../graphql/pagination.js';
import type { Logger } from '../../infra/logger.js';
import { isOutage } from '../../infra/outage.js';
import { AuditAction } from '../audit/audit.model.js';
import type { Actor, AuditLog } from '../audit/audit-log.js';
import { UserStatus } from '../auth/user.model.js';
import type { JobsService } from '../jobs/jobs.service.js';
import { type JobModel, type JobRecord, JobStatus, RETRIABLE, UNFINISHED } from '../jobs/model/job.model.js';
import { toSnapshot } from '../jobs/model/job-snapshot.js';
import type { Accounts } from './accounts.js';
import type {
  AdminBulkArgs,
  AdminBulkRefusal,
  AdminBulkResult,
  AdminJob,
  AdminJobFilter,
} from './admin-job.types.js';
import { type JobQuery, jobQuery } from './job-query.js';

/** The jobs of all users. Each is changed by the service that its owner uses. */
export interface AdminJobs {
  list(filter: AdminJobFilter, args: PageArgs): Promise<Page<AdminJob>>;
  /** Starts the next run of FAILED and CANCELED jobs; of a filter without a status, of FAILED ones. */
  retry(actor: Actor, args: AdminBulkArgs, requestId: string): Promise<AdminBulkResult>;
  /** Cancels unfinished jobs. */
  cancel(actor: Actor, args: AdminBulkArgs): Promise<AdminBulkResult>;
}

interface AdminJobsDeps {
  jobs: JobModel;
  service: Pick<JobsService, 'cancel' | 'retry'>;
  accounts: Pick<Accounts, 'byIds'>;
  auditLog: AuditLog;
  log: Logger;
}

type Candidate = Pick<JobRecord, '_id' | 'userId' | 'status'>;

const NEWEST: Order = { name: 'admin jobs', field: 'createdAt', direction: -1 };
/** What administrators see of a job: not its text. */
const FIELDS = [
  'userId',
  'prompt',
  'basis.kind',
  'basis.instruction',
  'type',
  'status',
  'error',
  'run',
  'attempts',
  'attemptHistory',
  'requestId',
  'scheduledFor',
  'startedAt',
  'completedAt',
  'createdAt',
  'updatedAt',
] as const;
/** Users whose jobs are changed at the same time. Jobs of one user follow each other: their events have one order. */
const USERS_AT_ONCE = 8;
/** No job is begun after this time, in milliseconds, so that the answer comes before the operation's time limit. */
const BULK_LIMIT_MS = 8_000;

export function createAdminJobs(deps: AdminJobsDeps): AdminJobs {
  const { jobs, service, accounts, auditLog, log } = deps;

  const find = (query: JobQuery, limit: number) => {
    const found = jobs.find(query.filter).sort({ createdAt: -1, _id: -1 }).limit(limit);
    if (query.hint) found.hint(query.hint);
    return found.select({ userId: 1, status: 1 }).lean<Candidate[]>().exec();
  };

  /** The jobs of a call, and the ids among them that do not exist. @throws BAD_USER_INPUT */
  async function candidates({ ids, filter, limit }: AdminBulkArgs, within: JobStatus[], usual: JobStatus[]) {
    if ((ids == null) === (filter == null))
      throw badUserInput({ field: 'ids', message: 'must be given, or else filter, and not both' });
    if (ids != null) {
      const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
      if (wanted.length > limit) throw badUserInput({ field: 'ids', message: `must be ${limit} at most` });
      const found = await jobs
        .find({ _id: trusted({ $in: wanted }) })
        .select({ userId: 1, status: 1 })
        .lean<Candidate[]>()
        .exec();
      const known = new Set(found.map(({ _id }) => _id));
      return { found, unknown: wanted.filter((id) => !known.has(id)), more: false };
    }
    const status = filter?.status?.length ? filter.status.filter((each) => within.includes(each)) : usual;
    const query = status.length > 0 ? jobQuery({ ...filter, status }) : null;
    const found = query ? await find(query, limit + 1) : [];
    return { found: found.slice(0, limit), unknown: [], more: found.length > limit };
  }

  /** Changes each job on its own, and reports those that could not be changed. */
  async function changeEach(
    { found, unknown, more }: Awaited<ReturnType<typeof candidates>>,
    change: (job: Candidate) => Promise<unknown>,
  ): Promise<AdminBulkResult> {
    const refused: AdminBulkRefusal[] = unknown.map((id) => refusal(id, notFound('Job')));
    const last = Date.now() + BULK_LIMIT_MS;
    let done = 0;
    async function changeOne(job: Candidate) {
      try {
        if (Date.now() > last) throw serviceUnavailable();
        await change(job);
        done += 1;
      } catch (error) {
        refused.push(refusal(job._id, present(error, job._id)));
      }
    }
    const limited = pLimit(USERS_AT_ONCE);
    const byOwner = new Map<string, Candidate[]>();
    for (const job of found) {
      const owner = job.userId.toHexString();
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), job]);
    }
    await Promise.all(
      [...byOwner.values()].map((owned) =>
        limited(async () => {
          for (const job of owned) await changeOne(job);
        }),
      ),
    );
    return { done, refused, more };
  }

  function present(error: unknown, jobId: string): AppError {
    if (error instanceof AppError) return error;
    if (isOutage(error)) return serviceUnavailable();
    log.error({ err: error, jobId }, 'a job of many could not be changed');
    return new AppError('INTERNAL_SERVER_ERROR', 'Internal server error');
  }

  return {
    async list(filter, args) {
      const query = jobQuery(filter);
      const page = await readPage<JobRecord, AdminJob>({
        model: jobs,
        filter: query?.filter ?? { _id: '' },
        hint: query?.hint,
        order: NEWEST,
        args,
        fields: FIELDS,
        parseId: (id) => (isUuid(id) ? id : null),
        toNode: (record) => {
          const job = toSnapshot(record);
          const instruction = job.basis?.instruction ?? null;
          return { ...job, instruction, requestId: record.requestId, user: null };
        },
      });
      const owners = await accounts.byIds(page.edges.map(({ node }) => ownerOf(node)));
      for (const { node } of page.edges) node.user = owners.get(ownerOf(node)) ?? null;
      return page;
    },

    async retry(actor, args, requestId) {
      const chosen = await candidates(args, RETRIABLE, [JobStatus.FAILED]);
      const owners = await accounts.byIds(chosen.found.map(({ userId }) => userId.toHexString()));
      return changeEach(chosen, async ({ _id, userId: owner }) => {
        const userId = owner.toHexString();
        if (owners.get(userId)?.status !== UserStatus.ACTIVE)
          throw conflict('The account of its owner is closed.');
        await service.retry(userId, _id, {
          requestId,
          // A thousand jobs at once would delay all other users.
          inTurn: true,
          also: (session, { status: from }) =>
            auditLog.record(session, actor, {
              action: AuditAction.JOB_RETRIED,
              targetId: _id,
              userId,
              from,
              to: JobStatus.QUEUED,
            }),
        });
      });
    },

    async cancel(actor, args) {
      const chosen = await candidates(args, UNFINISHED, UNFINISHED);
      return changeEach(chosen, async ({ _id, userId: owner, status: from }) => {
        // The service answers the same to a repeated call; here, nothing is done.
        if (from === JobStatus.CANCELED) throw conflict('The job is CANCELED already.');
        const userId = owner.toHexString();
        await service.cancel(userId, _id, (session) =>
          auditLog.record(session, actor, {
            action: AuditAction.JOB_CANCELED,
            targetId: _id,
            userId,
            from,
            to: JobStatus.CANCELED,
          }),
        );
      });
    },
  };
}

const refusal = (id: string, { message, extensions }: AppError): AdminBulkRefusal => ({
  id,
  code: String(extensions.code),
  message,
});

/** A snapshot names its owner, which the schema shows as `user`. */
const ownerOf = (node: AdminJob) => (node as AdminJob & { userId: string }).userId;
