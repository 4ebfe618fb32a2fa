import { Types, trusted } from 'mongoose';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { parseObjectId } from '../../infra/object-id.js';
import { fold, searchTerms } from '../../text/search-text.js';
import { CONTENT_TYPE_LABELS, type ContentType } from '../../writing/content-type.js';
import type { BinnedContentModel } from './binned-content.model.js';
import type { ContentModel, ContentRecord } from './content.model.js';
import type { Content, ContentsArgs } from './content.types.js';
import { ContentOrder } from './content.types.js';
import { type ContentBin, createContentBin } from './content-bin.js';
import { type ContentLabels, createContentLabels } from './content-labels.js';
import type { ChangeLibrary, ContentLog } from './content-log.js';
import { ownPiece, toContent } from './content-rows.js';
import type { SubscribeToContents } from './content-subscription.js';
import type { ContentVersionModel } from './content-version.model.js';
import { type ContentVersions, createContentVersions, createKeepsVersions } from './content-versions.js';
import { type ContentWrites, createContentWrites } from './content-writes.js';
import type { FoldedCopies } from './folded-copies.js';

/** The library of a user. Every call names the owner; the piece of another user counts as one that does not exist. */
export interface ContentService extends ContentWrites, ContentVersions, ContentBin, ContentLabels {
  get(userId: string, id: string): Promise<Content | null>;
  /** @param selected the fields to read of each piece; other properties may be missing */
  list(userId: string, args: ContentsArgs, selected: ReadonlySet<string>): Promise<Page<Content>>;
  /** The saved pieces of these jobs, in the order of the keys. */
  savedFromJobs(keys: readonly { userId: string; jobId: string }[]): Promise<(Content | null)[]>;
  /** The changes of the library. @throws BAD_USER_INPUT for a cursor of no change */
  subscribe: SubscribeToContents;
  /** Removes the whole library: its pieces, their versions, the bin and the log of changes. */
  removeAll(userId: string): Promise<void>;
}

const ORDERS: Record<ContentOrder, Order> = {
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
const PROPERTIES = Object.keys(FIELD_OF) as (keyof typeof FIELD_OF)[];
const PLAIN = new Set<string>([...Object.values(FIELD_OF), 'id', '__typename']);

/** The properties that these fields need; all of them if a field is computed. */
function propertiesFor(fields: ReadonlySet<string>): typeof PROPERTIES {
  if ([...fields].some((field) => !PLAIN.has(field))) return PROPERTIES;
  return PROPERTIES.filter((name) => fields.has(FIELD_OF[name]));
}

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
    subscribe: deps.subscribe,

    async get(userId, id) {
      const filter = ownPiece(userId, id);
      const record = filter && (await contents.findOne(filter).lean<ContentRecord>().exec());
      return record ? toContent(record) : null;
    },

    async list(userId, args, selected) {
      const filter: Record<string, unknown> = { userId: new Types.ObjectId(userId) };
      if (args.type) filter.type = args.type;
      const terms = searchTerms(args.search ?? '');
      if (terms.length > 0) {
        filter.$and = terms.map(termFilter);
        await foldedCopies.ensure(userId);
      }
      return readPage<ContentRecord, Content>({
        model: contents,
        filter,
        order: ORDERS[args.orderBy],
        args,
        fields: propertiesFor(selected),
        parseId: parseObjectId,
        toNode: toContent,
      });
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

const TYPES = Object.entries(CONTENT_TYPE_LABELS) as [ContentType, string][];

/** A literal match in the title, the type's label or the body, ignoring case and accents. */
function termFilter(term: string) {
  const types = TYPES.filter(([, label]) => fold(label).includes(term));
  return {
    $or: [holds('$foldedTitle', term), holds('$foldedBody', term), ...types.map(([type]) => ({ type }))],
  };
}

/** Not a regular expression, which takes MongoDB three times as long. */
const holds = (property: string, term: string) => ({
  $expr: trusted({ $gte: [{ $indexOfBytes: [property, { $literal: term }] }, 0] }),
});
