import { Types, trusted } from 'mongoose';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { searchTerms } from '../../text/search-text.js';
import type { BinnedContentModel } from './binned-content.model.js';
import type { ContentModel, ContentRecord } from './content.model.js';
import type { Content, ContentEdge, ContentsArgs } from './content.types.js';
import { ContentOrder } from './content.types.js';
import { type ContentBin, createContentBin } from './content-bin.js';
import { contentRows } from './content-filter.js';
import { type ContentImport, createContentImport } from './content-import.js';
import { type ContentLabels, createContentLabels } from './content-labels.js';
import type { ChangeLibrary, ContentLog } from './content-log.js';
import { ownPiece, toContent } from './content-rows.js';
import { type ContentFilter, contentFilter } from './content-search.js';
import type { SubscribeToContents } from './content-subscription.js';
import type { ContentVersionModel, ContentVersionRecord } from './content-version.model.js';
import { type ContentVersions, createContentVersions, createKeepsVersions } from './content-versions.js';
import { type ContentWrites, createContentWrites } from './content-writes.js';
import type { FoldedCopies } from './folded-copies.js';
import { readByRelevance } from './relevance.js';

/** The library of a user. Every call names the owner; the piece of another user counts as one that does not exist. */
export interface ContentService
  extends ContentWrites,
    ContentVersions,
    ContentBin,
    ContentLabels,
    ContentImport {
  get(userId: string, id: string): Promise<Content | null>;
  /**
   * @param selected the fields to read of each piece; other properties may be missing
   * @param withMatches whether `matches` of the edges is selected
   */
  list(
    userId: string,
    args: ContentsArgs,
    selected: ReadonlySet<string>,
    withMatches?: boolean,
  ): Promise<Page<Content>>;
  /**
   * The number of pieces that match, all of which have their folded copies then.
   * @throws BAD_USER_INPUT for an invalid tag
   */
  count(userId: string, filter: ContentFilter, ids?: readonly string[]): Promise<number>;
  /** The texts that jobs generated, for pieces that were changed since; null where none is kept. */
  originals(ids: readonly string[]): Promise<(string | null)[]>;
  /** The saved pieces of these jobs, in the order of the keys. */
  savedFromJobs(keys: readonly { userId: string; jobId: string }[]): Promise<(Content | null)[]>;
  /** The changes of the library. @throws BAD_USER_INPUT for a cursor of no change */
  subscribe: SubscribeToContents;
  /** Removes the whole library: its pieces, their versions, the bin and the log of changes. */
  removeAll(userId: string): Promise<void>;
}

const ORDERS: Record<Exclude<ContentOrder, ContentOrder.RELEVANCE>, Order> = {
  [ContentOrder.NEWEST]: { name: 'newest', field: 'createdAt', direction: -1 },
  [ContentOrder.OLDEST]: { name: 'oldest', field: 'createdAt', direction: 1 },
  [ContentOrder.RECENTLY_UPDATED]: { name: 'updated', field: 'updatedAt', direction: -1 },
  [ContentOrder.TITLE]: { name: 'title', field: 'title', direction: 1, caseInsensitive: true },
};

/** The field of the API for each property of a row. */
const FIELD_OF = {
  title: 'title',
  type: 'type',
  body: 'body',
  changes: 'version',
  tags: 'tags',
  starred: 'starred',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
} as const satisfies Partial<Record<keyof ContentRecord, keyof Content>>;
const PLAIN_PROPERTIES = Object.keys(FIELD_OF) as (keyof typeof FIELD_OF)[];
const PROPERTIES: (keyof ContentRecord)[] = [...PLAIN_PROPERTIES, 'jobId', 'source'];
const PLAIN = new Set<string>([...Object.values(FIELD_OF), 'id', '__typename']);

/** The properties that these fields need; all of them if a field is computed. */
function propertiesFor(fields: ReadonlySet<string>, withTexts: boolean): (keyof ContentRecord & string)[] {
  if ([...fields].some((field) => !PLAIN.has(field))) return PROPERTIES;
  return PLAIN_PROPERTIES.filter(
    (name) => fields.has(FIELD_OF[name]) || (withTexts && (name === 'title' || name === 'body')),
  );
}

/** The longest that a count may take in MongoDB, in milliseconds. */
const COUNT_LIMIT_MS = 10_000;

export interface ContentStores {
  contents: ContentModel;
  contentVersions: ContentVersionModel;
  binnedContents: BinnedContentModel;
  /** Prepares the pieces of earlier versions for a search. */
  foldedCopies: Pick<FoldedCopies, 'ensure'>;
  settings: LibrarySettings;
}

interface ContentDeps extends ContentStores {
  contentLog: Pick<ContentLog, 'removeAll'>;
  change: ChangeLibrary;
  subscribe: SubscribeToContents;
}

export interface LibrarySettings {
  /** How many former texts a piece keeps. */
  versions: number;
  /** How long a piece stays in the bin, in milliseconds; null without limit. */
  binMs: number | null;
}

export function createContentService(deps: ContentDeps): ContentService {
  const { contents, contentVersions, binnedContents, contentLog, change, foldedCopies, settings } = deps;
  const keeper = createKeepsVersions({ contents, contentVersions, keptVersions: settings.versions });
  const stores = { contents, contentVersions, binnedContents, change, keeper };

  return {
    ...createContentWrites(stores),
    ...createContentVersions(stores),
    ...createContentBin({ ...stores, keptMs: settings.binMs }),
    ...createContentLabels(stores),
    ...createContentImport(stores),
    subscribe: deps.subscribe,

    async get(userId, id) {
      const filter = ownPiece(userId, id);
      const record = filter && (await contents.findOne(filter).lean<ContentRecord>().exec());
      return record ? toContent(record) : null;
    },

    async list(userId, args, selected, withMatches = false) {
      const terms = searchTerms(args.search ?? '');
      const filter = contentFilter(userId, args, terms);
      if (terms.length > 0) await foldedCopies.ensure(userId);
      const fields = propertiesFor(selected, withMatches);
      const common = { filter, args, fields, toNode: toContent };
      const order = args.orderBy;
      const page: Page<Content> =
        order === ContentOrder.RELEVANCE && terms.length > 0
          ? await readByRelevance({ ...common, contents, terms })
          : await readPage<ContentRecord, Content>({
              ...common,
              model: contents,
              order: ORDERS[order === ContentOrder.RELEVANCE ? ContentOrder.NEWEST : order],
              parseId: parseObjectId,
            });
      if (withMatches) for (const edge of page.edges as ContentEdge[]) edge.terms = terms;
      return page;
    },

    async count(userId, filter, ids) {
      const rows = contentRows(userId, filter, ids);
      if (filter.search) await foldedCopies.ensure(userId);
      return nativeCollection<ContentRecord>(contents).countDocuments(rows, { maxTimeMS: COUNT_LIMIT_MS });
    },

    async originals(ids) {
      const rows = await nativeCollection<ContentVersionRecord>(contentVersions)
        .find(
          { contentId: { $in: ids.map((id) => new Types.ObjectId(id)) }, original: true },
          { projection: { contentId: 1, body: 1 } },
        )
        .toArray();
      const byId = new Map(rows.map(({ contentId, body }) => [contentId.toHexString(), body]));
      return ids.map((id) => byId.get(id) ?? null);
    },

    async savedFromJobs(keys) {
      const userIds = [...new Set(keys.map(({ userId }) => userId))].map((id) => new Types.ObjectId(id));
      const records = await contents
        .find({ jobId: trusted({ $in: keys.map(({ jobId }) => jobId) }), userId: trusted({ $in: userIds }) })
        .lean<ContentRecord[]>()
        .exec();
      const byJob = new Map(records.map((record) => [`${record.userId} ${record.jobId}`, record]));
      return keys.map(({ userId, jobId }) => {
        const record = byJob.get(`${userId} ${jobId}`);
        return record ? toContent(record) : null;
      });
    },

    async removeAll(userId) {
      const owned = { userId: new Types.ObjectId(userId) };
      await contents.deleteMany(owned);
      await Promise.all([
        binnedContents.deleteMany(owned),
        contentVersions.deleteMany(owned),
        contentLog.removeAll(userId),
      ]);
    },
  };
}
