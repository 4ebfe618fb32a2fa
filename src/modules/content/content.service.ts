import { Types, trusted } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { faultOfText } from '../../graphql/input.js';
import { type Order, type Page, readPage } from '../../graphql/pagination.js';
import { isDuplicateKey } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { fold, searchTerms } from '../../text/search-text.js';
import { LONGEST_TEXT, normalizeText } from '../../text/text.js';
import { CONTENT_TYPE_LABELS, type ContentType } from '../../writing/content-type.js';
import type { ContentModel, ContentRecord } from './content.model.js';
import type { Content, ContentsArgs, CreateContentInput, UpdateContentInput } from './content.types.js';
import { ContentOrder } from './content.types.js';
import { type FoldedCopies, foldedChange, foldedCopy } from './folded-copies.js';

/** The library of a user. Every call names the owner; the piece of another user counts as one that does not exist. */
export interface ContentService {
  get(userId: string, id: string): Promise<Content | null>;
  /** @param selected the fields to read of each piece; other properties may be missing */
  list(userId: string, args: ContentsArgs, selected: ReadonlySet<string>): Promise<Page<Content>>;
  create(userId: string, input: CreateContentInput): Promise<Content>;
  /** @throws NOT_FOUND, CONFLICT for a piece with another version */
  update(userId: string, id: string, input: UpdateContentInput): Promise<Content>;
  /** Returns the deleted piece. @throws NOT_FOUND */
  delete(userId: string, id: string): Promise<Content>;
  /** Saves a job's text once: a repeated call returns the same piece. */
  saveFromJob(userId: string, jobId: string, input: CreateContentInput): Promise<Content>;
  /** The saved pieces of these jobs, in the order of the keys. */
  savedFromJobs(keys: readonly { userId: string; jobId: string }[]): Promise<(Content | null)[]>;
  /** Removes the whole library. */
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

interface ContentDeps {
  contents: ContentModel;
  /** Prepares the pieces of earlier versions for a search. */
  foldedCopies: Pick<FoldedCopies, 'ensure'>;
}

export function createContentService({ contents, foldedCopies }: ContentDeps): ContentService {
  /** The filter for a piece of this user; null for a malformed id. */
  function own(userId: string, id: string) {
    const contentId = parseObjectId(id);
    return contentId && { _id: contentId, userId: new Types.ObjectId(userId) };
  }

  /**
   * The body of a change; undefined if it equals the stored one. Earlier versions stored longer bodies, and control
   * characters: such a body is accepted when it comes back unchanged.
   * @throws BAD_USER_INPUT
   */
  async function bodyToStore(filter: ReturnType<typeof own>, body: string): Promise<string | undefined> {
    const fault = faultOfText(body, 0, LONGEST_TEXT);
    if (fault === null) return normalizeText(body);
    const stored =
      filter && (await contents.findOne(filter).select({ body: 1 }).lean<ContentRecord>().exec());
    if (stored && normalizeText(stored.body) === normalizeText(body)) return undefined;
    throw badUserInput({ field: 'body', message: fault });
  }

  return {
    async get(userId, id) {
      const filter = own(userId, id);
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

    async create(userId, input) {
      return toContent((await contents.create({ userId, ...stored(input) })).toObject());
    },

    async update(userId, id, { title, type, body: newBody, version }) {
      const filter = own(userId, id);
      const body = newBody == null ? newBody : await bodyToStore(filter, newBody);
      const changes = Object.fromEntries(
        Object.entries({ title: normal(title), type, body }).filter(([, value]) => value != null),
      );
      const record =
        filter &&
        (await contents
          .findOneAndUpdate(
            version == null ? filter : { ...filter, changes: version === 1 ? null : version - 1 },
            { $set: { ...changes, ...foldedChange(changes) }, $inc: { changes: 1 } },
            { returnDocument: 'after' },
          )
          .lean<ContentRecord>()
          .exec());
      if (record) return toContent(record);
      if (filter && version != null && (await contents.exists(filter))) {
        throw conflict('The piece was changed meanwhile: read it again.');
      }
      throw notFound('Content');
    },

    async delete(userId, id) {
      const filter = own(userId, id);
      const record = filter && (await contents.findOneAndDelete(filter).lean<ContentRecord>().exec());
      if (!record) throw notFound('Content');
      return toContent(record);
    },

    async saveFromJob(userId, jobId, input) {
      try {
        return toContent((await contents.create({ userId, jobId, ...stored(input) })).toObject());
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const record = await contents
          .findOne({ jobId, userId: new Types.ObjectId(userId) })
          .lean<ContentRecord>()
          .exec();
        // Deleted between the insert and this read: the same as a call before the deletion.
        if (!record) throw notFound('Content');
        return toContent(record);
      }
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
      await contents.deleteMany({ userId: new Types.ObjectId(userId) });
    },
  };
}

const normal = (text: string | null | undefined) => (text == null ? text : normalizeText(text));

function stored({ title, type, body }: CreateContentInput) {
  const words = { title: normalizeText(title), body: normalizeText(body) };
  return { ...words, type, ...foldedCopy(words) };
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

function toContent({ _id, title, type, body, changes = 0, createdAt, updatedAt }: ContentRecord): Content {
  return { id: _id.toHexString(), title, type, body, version: changes + 1, createdAt, updatedAt };
}
