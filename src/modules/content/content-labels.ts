import { Types } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { faultOfText } from '../../graphql/input.js';
import { nativeCollection } from '../../infra/mongo.js';
import { normalizeText } from '../../text/text.js';
import { ContentChangeKind } from '../topics/content-change.js';
import type { ContentModel, ContentRecord, TagRecord } from './content.model.js';
import { bulkIds, type ContentBulkResult, refusal } from './content-bulk.js';
import type { ContentTag } from './content-label.types.js';
import { MAX_TAGS, TAG_LENGTH } from './content-label.types.js';
import type { ChangeLibrary } from './content-log.js';

/** Tags and stars. They are not part of the text: they change neither `version` nor `updatedAt`. */
export interface ContentLabels {
  /** @throws BAD_USER_INPUT for an invalid tag */
  addTags(userId: string, ids: string[], tags: string[]): Promise<ContentBulkResult>;
  /** @throws BAD_USER_INPUT for an invalid tag */
  removeTags(userId: string, ids: string[], tags: string[]): Promise<ContentBulkResult>;
  setStarred(userId: string, ids: string[], starred: boolean): Promise<ContentBulkResult>;
  /** The tags of the library, most used first. */
  tags(userId: string): Promise<ContentTag[]>;
}

/** The most tags that a list of all tags has. */
export const LISTED_TAGS = 1_000;
/** The longest that the count may take in MongoDB, in milliseconds. */
const MAX_TIME_MS = 5_000;

/**
 * The tags of a call in normal form, each once: trimmed, with one space for any white space, in NFC. Tags that differ
 * by case alone are the same.
 * @throws BAD_USER_INPUT
 */
export function tagsOf(given: readonly string[]): TagRecord[] {
  if (given.length > MAX_TAGS) throw badUserInput({ field: 'tags', message: `must be ${MAX_TAGS} at most` });
  const byKey = new Map<string, TagRecord>();
  for (const text of given) {
    const tag = normalizeText(text).trim().replace(/\s+/gu, ' ');
    const fault = faultOfText(tag, 1, TAG_LENGTH);
    if (fault !== null) throw badUserInput({ field: 'tags', message: fault });
    const key = tag.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, { tag, key });
  }
  return [...byKey.values()];
}

interface Deps {
  contents: ContentModel;
  change: ChangeLibrary;
}

type Labels = Pick<ContentRecord, '_id' | 'tags' | 'starred'>;
type Update = { $set: Partial<Labels> } | { $unset: Partial<Record<keyof Labels, 1>> };

const TOO_MANY = `A piece has at most ${MAX_TAGS} tags.`;

export function createContentLabels({ contents, change }: Deps): ContentLabels {
  const pieces = nativeCollection<ContentRecord>(contents);

  /** Changes each piece by a rule: an update, null where nothing has to change, or why it can't. */
  async function changeEach(
    userId: string,
    wanted: string[],
    rule: (piece: Labels) => Update | null | string,
  ) {
    const { ids, filter } = bulkIds(userId, wanted);
    return change(userId, async (session, recordChange) => {
      const projection = { tags: 1, starred: 1 };
      const found = await pieces.find(filter, { session, projection }).toArray();
      const refused: ContentBulkResult['refused'] = [];
      const writes: { updateOne: { filter: { _id: Types.ObjectId }; update: Update } }[] = [];
      for (const piece of found) {
        const update = rule(piece);
        if (typeof update === 'string') refused.push(refusal(piece._id.toHexString(), conflict(update)));
        else if (update) writes.push({ updateOne: { filter: { _id: piece._id }, update } });
      }
      if (writes.length > 0) await pieces.bulkWrite(writes as never, { session });
      recordChange(ContentChangeKind.UPDATED, ...writes.map(({ updateOne }) => updateOne.filter._id));
      const known = new Set(found.map(({ _id }) => _id.toHexString()));
      const unknown = ids.filter((id) => !known.has(id)).map((id) => refusal(id, notFound('Content')));
      return { done: found.length - refused.length, refused: [...refused, ...unknown] };
    });
  }

  return {
    async addTags(userId, ids, given) {
      const added = tagsOf(given);
      return changeEach(userId, ids, ({ tags = [] }) => {
        const known = new Set(tags.map(({ key }) => key));
        const fresh = added.filter(({ key }) => !known.has(key));
        if (fresh.length === 0) return null;
        if (tags.length + fresh.length > MAX_TAGS) return TOO_MANY;
        return { $set: { tags: [...tags, ...fresh] } };
      });
    },

    async removeTags(userId, ids, given) {
      const removed = new Set(tagsOf(given).map(({ key }) => key));
      return changeEach(userId, ids, ({ tags = [] }) => {
        const left = tags.filter(({ key }) => !removed.has(key));
        if (left.length === tags.length) return null;
        return left.length > 0 ? { $set: { tags: left } } : { $unset: { tags: 1 } };
      });
    },

    async setStarred(userId, ids, starred) {
      return changeEach(userId, ids, (piece) => {
        if ((piece.starred ?? false) === starred) return null;
        return starred ? { $set: { starred } } : { $unset: { starred: 1 } };
      });
    },

    tags: (userId) =>
      pieces
        .aggregate<ContentTag>(
          [
            { $match: { userId: new Types.ObjectId(userId), 'tags.key': { $exists: true } } },
            { $unwind: '$tags' },
            { $group: { _id: '$tags.key', tag: { $min: '$tags.tag' }, count: { $sum: 1 } } },
            { $sort: { count: -1, _id: 1 } },
            { $limit: LISTED_TAGS },
            { $project: { _id: 0, tag: 1, count: 1 } },
          ],
          { maxTimeMS: MAX_TIME_MS },
        )
        .toArray(),
  };
}
