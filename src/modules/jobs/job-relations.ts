import DataLoader from 'dataloader';
import { Types } from 'mongoose';
import { validate as isUuid } from 'uuid';
import { type Order, type Page, type PageArgs, pageOf, readPage } from '../../graphql/pagination.js';
import { nativeCollection } from '../../infra/mongo.js';
import type { JobModel, JobRecord } from './model/job.model.js';
import { type JobSnapshot, toSnapshot } from './model/job-snapshot.js';

/** A job by its owner and its id. */
export interface OwnedJob {
  userId: string;
  id: string;
}

/** Jobs by the jobs that they are made from, and the reverse; many in one read. */
export interface JobRelations {
  /** In the order of the keys; null for a job that does not exist. */
  byIds(keys: readonly OwnedJob[]): Promise<(JobSnapshot | null)[]>;
  /** The texts that jobs are made from; null for a job that has none, or does not exist. */
  basisTexts(keys: readonly OwnedJob[]): Promise<(string | null)[]>;
  /** The jobs made from a job. */
  children(key: OwnedJob, args: PageArgs): Promise<Page<JobSnapshot>>;
  /** The first pages of the jobs made from each of these. */
  firstChildren(keys: readonly (OwnedJob & { first: number })[]): Promise<Page<JobSnapshot>[]>;
}

const NEWEST: Order = { name: 'children', field: 'createdAt', direction: -1 };
const keyOf = ({ userId, id }: OwnedJob) => `${userId} ${id}`;
const ownedOf = (keys: readonly OwnedJob[]) => ({
  userId: { $in: [...new Set(keys.map(({ userId }) => userId))].map((id) => new Types.ObjectId(id)) },
});

export function createJobRelations(jobs: JobModel): JobRelations {
  const rows = nativeCollection<JobRecord>(jobs);
  const filterOf = ({ userId, id }: OwnedJob) => ({
    'basis.jobId': id,
    userId: new Types.ObjectId(userId),
  });

  async function read(keys: readonly OwnedJob[], projection?: Record<string, 1>) {
    const ids = keys.map(({ id }) => id);
    const found = await rows
      .find({ _id: { $in: ids }, ...ownedOf(keys) }, { ...(projection && { projection }) })
      .toArray();
    return new Map(found.map((job) => [keyOf({ userId: job.userId.toHexString(), id: job._id }), job]));
  }

  const relations: JobRelations = {
    async byIds(keys) {
      const found = await read(keys);
      return keys.map((key) => {
        const job = found.get(keyOf(key));
        return job ? toSnapshot(job) : null;
      });
    },

    async basisTexts(keys) {
      const found = await read(keys, { userId: 1, 'basis.text': 1 });
      return keys.map((key) => found.get(keyOf(key))?.basis?.text ?? null);
    },

    children: (key, args) =>
      readPage<JobRecord, JobSnapshot>({
        model: jobs,
        filter: filterOf(key),
        order: NEWEST,
        args,
        parseId: (id) => (isUuid(id) ? id : null),
        toNode: toSnapshot,
      }),

    async firstChildren(keys) {
      const [only] = keys;
      if (only && keys.length === 1) return [await relations.children(only, only)];
      // The ids first: the texts of many jobs exceed what a group may hold.
      const most = Math.max(...keys.map(({ first }) => first)) + 1;
      const groups = await rows
        .aggregate<{ _id: { userId: Types.ObjectId; id: string }; ids: string[] }>([
          { $match: { 'basis.jobId': { $in: keys.map(({ id }) => id) }, ...ownedOf(keys) } },
          { $sort: { createdAt: -1, _id: -1 } },
          {
            $group: {
              _id: { userId: '$userId', id: '$basis.jobId' },
              ids: { $firstN: { input: '$_id', n: most } },
            },
          },
        ])
        .toArray();
      const idsOf = new Map(
        groups.map(({ _id: { userId, id }, ids }) => [keyOf({ userId: userId.toHexString(), id }), ids]),
      );
      const wanted = keys.flatMap((key) =>
        (idsOf.get(keyOf(key)) ?? []).slice(0, key.first + 1).map((id) => ({ userId: key.userId, id })),
      );
      const found = wanted.length > 0 ? await read(wanted) : new Map<string, JobRecord>();
      return keys.map((key) =>
        pageOf<JobRecord, JobSnapshot>({
          rows: (idsOf.get(keyOf(key)) ?? [])
            .slice(0, key.first + 1)
            .flatMap((id) => found.get(keyOf({ userId: key.userId, id })) ?? []),
          order: NEWEST,
          args: { first: key.first },
          toNode: toSnapshot,
          count: () => rows.countDocuments(filterOf(key)),
        }),
      );
    },
  };
  return relations;
}

export interface JobLoaders {
  readonly job: DataLoader<OwnedJob, JobSnapshot | null, string>;
  readonly basisText: DataLoader<OwnedJob, string | null, string>;
  readonly firstChildren: DataLoader<OwnedJob & { first: number }, Page<JobSnapshot>, string>;
}

/** Loaders batch and cache reads for one response. Do not reuse them. Each is created on first use. */
export function createJobLoaders(relations: JobRelations): JobLoaders {
  let job: JobLoaders['job'] | undefined;
  let basisText: JobLoaders['basisText'] | undefined;
  let firstChildren: JobLoaders['firstChildren'] | undefined;
  return {
    get job() {
      job ??= new DataLoader((keys) => relations.byIds(keys), { cacheKeyFn: keyOf });
      return job;
    },
    get basisText() {
      basisText ??= new DataLoader((keys) => relations.basisTexts(keys), { cacheKeyFn: keyOf });
      return basisText;
    },
    get firstChildren() {
      firstChildren ??= new DataLoader((keys) => relations.firstChildren(keys), {
        cacheKeyFn: (key) => `${keyOf(key)} ${key.first}`,
      });
      return firstChildren;
    },
  };
}
