import { randomBytes } from 'node:crypto';
import mongoose, { type Connection, Types } from 'mongoose';
import { v7 as timeOrderedId } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLogger } from '../../src/infra/logger.js';
import type { AdminJobFilter } from '../../src/modules/admin/admin-job.types.js';
import { type AdminJobs, createAdminJobs } from '../../src/modules/admin/admin-jobs.js';
import { jobQuery } from '../../src/modules/admin/job-query.js';
import { percentile } from '../../src/modules/admin/queue-stats.js';
import { JobStatus } from '../../src/modules/jobs/model/job.model.js';
import { JobErrorCode } from '../../src/modules/jobs/model/job-error.js';
import { openModels } from '../../src/modules/open-models.js';
import { ContentType } from '../../src/writing/content-type.js';

const log = createLogger({ name: 'test', level: 'silent', pretty: false });
const [users, count] = [20, 3_000];
const owners = Array.from({ length: users }, () => new Types.ObjectId());
const pick = <T>(values: readonly T[], index: number) => values[index % values.length] as T;

let connection: Connection;
let admin: AdminJobs;
const jobs = () => connection.collection<{ _id: string }>('jobs');
beforeAll(async () => {
  const uri = new URL(inject('mongoUri'));
  uri.pathname = `/test-${randomBytes(6).toString('hex')}`;
  mongoose.set('sanitizeFilter', true);
  connection = await mongoose.createConnection(String(uri), { autoIndex: false }).asPromise();
  const models = await openModels(connection, log);
  const none = () => Promise.reject(new Error('not asked'));
  admin = createAdminJobs({
    jobs: models.jobs,
    service: { cancel: none, retry: none },
    accounts: { byIds: async () => new Map() },
    auditLog: { record: none, list: none },
    log,
  });
  const start = Date.now() - count * 1_000;
  await jobs().insertMany(
    Array.from({ length: count }, (_, index) => {
      // Failures are rare, and failures of one type and code are even rarer.
      const failed = index % 30 === 0;
      const at = new Date(start + index * 1_000);
      return {
        _id: timeOrderedId(),
        userId: pick(owners, index),
        prompt: index % 100 === 0 ? `Rare ${index}` : `Usual ${index}`,
        type: pick(Object.values(ContentType), Math.floor(index / 30)),
        status: failed ? JobStatus.FAILED : JobStatus.COMPLETED,
        ...(failed && {
          error: { code: pick(Object.values(JobErrorCode), index / 30), message: 'x', retriable: true },
        }),
        scheduledFor: at,
        run: 1,
        enqueueNumber: 1,
        attempts: 1,
        handedBack: 0,
        attemptHistory: [],
        requestId: 'r',
        createdAt: at,
        updatedAt: at,
      };
    }),
  );
  await connection.db?.command({ profile: 2 });
});
afterAll(async () => {
  await connection.db?.command({ profile: 0 });
  await connection.dropDatabase();
  await connection.close();
});

/** The statistics of MongoDB for the last list. */
async function lastFind() {
  const [entry] = await connection
    .collection('system.profile')
    .find({ 'command.find': 'jobs' })
    .sort({ ts: -1 })
    .limit(1)
    .toArray();
  return entry as unknown as {
    keysExamined: number;
    docsExamined: number;
    hasSortStage?: boolean;
    planSummary: string;
  };
}

const FIRST = 10;
/** Index ranges, each of which costs at least one key: every status and type. */
const RANGES = Object.keys(JobStatus).length * Object.keys(ContentType).length;
/** The code of the first owner’s failures. */
const FIRST_FAILURE = pick(Object.values(JobErrorCode), 0);
const cases: [string, AdminJobFilter][] = [
  ['no filter', {}],
  ['a status', { status: [JobStatus.FAILED] }],
  ['a type', { type: ContentType.PRODUCT_DESCRIPTION }],
  ['a status and a type', { status: [JobStatus.FAILED], type: ContentType.PRODUCT_DESCRIPTION }],
  ['a failure', { errorCode: JobErrorCode.TIMEOUT }],
  ['a failure and a type', { errorCode: JobErrorCode.TIMEOUT, type: ContentType.SOCIAL_MEDIA_CAPTION }],
  ['a time', { createdBefore: new Date(Date.now() - 1_500_000) }],
  ['a user', { userId: owners[3]?.toHexString() ?? '' }],
  ['a user and a failure', { userId: owners[0]?.toHexString() ?? '', errorCode: FIRST_FAILURE }],
  [
    'a user, a failure, a type, a status and a time',
    {
      userId: owners[0]?.toHexString() ?? '',
      errorCode: FIRST_FAILURE,
      type: pick(Object.values(ContentType), 0),
      status: [JobStatus.FAILED],
      createdAfter: new Date(0),
    },
  ],
  ['a user and a status', { userId: owners[0]?.toHexString() ?? '', status: [JobStatus.FAILED] }],
];

describe('a list of the jobs of all users', () => {
  it.each(cases)('examines with %s only what it returns, by an index in its order', async (_, filter) => {
    let after: string | null = null;
    // The first page, the next one, and one near the end.
    for (const skip of [0, 0, 5]) {
      for (let skipped = 0; skipped < skip; skipped++)
        after = (await admin.list(filter, { first: FIRST, after })).pageInfo.endCursor ?? after;
      const page = await admin.list(filter, { first: FIRST, after });
      const { keysExamined, docsExamined, hasSortStage = false, planSummary } = await lastFind();
      expect(planSummary).toContain('IXSCAN');
      expect(planSummary).not.toContain('COLLSCAN');
      expect(hasSortStage).toBe(false);
      // One key more for each range, to find the next one, and one job more, to know whether a page follows.
      expect(docsExamined).toBeLessThanOrEqual(page.edges.length + 2);
      expect(keysExamined).toBeLessThanOrEqual(page.edges.length + 2 * RANGES);
      after = page.pageInfo.endCursor ?? after;
    }
  });

  it('finds words of prompts by the text index', async () => {
    const { filter = {} } = jobQuery({ search: 'rare' }) ?? {};
    const plan = await jobs().find(filter).sort({ createdAt: -1, _id: -1 }).explain('executionStats');
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('"TEXT_MATCH"');
    expect(plan.executionStats.totalKeysExamined).toBe(count / 100);
  });

  it('returns all jobs on its pages, in order and once each', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { edges, pageInfo } = await admin.list({ status: [JobStatus.FAILED] }, { first: 30, after });
      all.push(...edges.map(({ node }) => node.prompt));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    const numbers = all.map((prompt) => Number(prompt.split(' ')[1]));
    expect(numbers).toEqual(Array.from({ length: count / 30 }, (_, index) => count - 30 * (index + 1)));
  });
});

describe('the percentiles of waits', () => {
  it('are the values that the given share of the waits does not exceed', () => {
    const parts = Array.from({ length: 10 }, (_, index) => ({ count: 10, longest: index + 1 }));
    expect([0.5, 0.95, 1].map((share) => percentile(parts, share))).toEqual([5, 10, 10]);
    expect(percentile([{ count: 1, longest: 7 }], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeNull();
  });
});
