import { type ClientSession, Types } from 'mongoose';
import { notFound } from '../../graphql/errors.js';
import { type Order, type Page, type PageArgs, readPage } from '../../graphql/pagination.js';
import { nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import { ContentChangeKind } from '../topics/content-change.js';
import type { ContentModel, ContentRecord } from './content.model.js';
import type { Content } from './content.types.js';
import type { ChangeLibrary } from './content-log.js';
import { ownPiece, toContent, WITHOUT_COPIES } from './content-rows.js';
import {
  ContentChangeReason,
  type ContentVersionModel,
  type ContentVersionRecord,
} from './content-version.model.js';
import type { ContentVersion } from './content-version.types.js';
import { foldedChange } from './folded-copies.js';

/** The former texts of pieces. */
export interface ContentVersions {
  /** Newest first; null without such a piece. */
  versions(userId: string, id: string, args: PageArgs): Promise<Page<ContentVersion> | null>;
  version(userId: string, id: string, version: number): Promise<ContentVersion | null>;
  /** Makes a former text the text of the piece again, as a new version. @throws NOT_FOUND */
  restoreVersion(userId: string, id: string, version: number): Promise<Content>;
}

export type PieceWords = Pick<ContentRecord, 'title' | 'type' | 'body'>;

/** Writes changes of a piece together with its former text. */
export interface KeepsVersions {
  /**
   * Changes the piece of this filter, and keeps its former text if that changes. Null if there is no such piece.
   */
  changeWords(
    filter: object,
    words: Partial<PieceWords>,
    reason: ContentChangeReason,
    session: ClientSession,
  ): Promise<ContentRecord | null>;
}

interface Deps {
  contents: ContentModel;
  contentVersions: ContentVersionModel;
  /** How many former texts a piece keeps. */
  keptVersions: number;
}

const NEWEST: Order = { name: 'versions', field: 'replacedAt', direction: -1 };

export function createKeepsVersions({ contents, contentVersions, keptVersions }: Deps): KeepsVersions {
  const pieces = nativeCollection<ContentRecord>(contents);
  const versions = nativeCollection<ContentVersionRecord>(contentVersions);

  /** Removes what exceeds the number of versions, oldest first. The generated text stays. */
  async function trim(contentId: Types.ObjectId, session: ClientSession) {
    const trimmed = { contentId, original: null as never };
    const [first] = await versions
      .find(trimmed, { session, projection: { version: 1 } })
      .sort({ version: -1 })
      .skip(keptVersions)
      .limit(1)
      .toArray();
    if (first) await versions.deleteMany({ ...trimmed, version: { $lte: first.version } }, { session });
  }

  /** Whether a piece still has the text that its job generated. Updates with equal values do not count as changes. */
  async function isOriginal({ _id, jobId, changes = 0, source }: ContentRecord, session: ClientSession) {
    if (jobId === undefined) return false;
    if (changes === 0) return true;
    // A piece of an earlier version, which kept no text, has no source.
    if (!source) return false;
    return !(await versions.findOne({ contentId: _id, original: true }, { session, projection: { _id: 1 } }));
  }

  return {
    async changeWords(filter, words, reason, session) {
      const replacedAt = new Date();
      const before = await pieces.findOneAndUpdate(
        filter,
        { $set: { ...words, ...foldedChange(words), updatedAt: replacedAt }, $inc: { changes: 1 } },
        { session, returnDocument: 'before', projection: WITHOUT_COPIES },
      );
      if (!before) return null;
      const { _id, userId, title, type, body, changes = 0 } = before;
      const after = { ...before, ...words, changes: changes + 1, updatedAt: replacedAt };
      if (after.title !== title || after.type !== type || after.body !== body) {
        const original = await isOriginal(before, session);
        if (original || keptVersions > 0) {
          await versions.insertOne(
            {
              _id: new Types.ObjectId(),
              userId,
              contentId: _id,
              version: changes + 1,
              // An earlier version stored rows without rules.
              title: title ?? '',
              type,
              body: body ?? '',
              reason,
              actorId: userId,
              replacedAt,
              ...(original && { original }),
            },
            { session },
          );
          await trim(_id, session);
        }
      }
      return after;
    },
  };
}

interface VersionsDeps extends Pick<Deps, 'contents' | 'contentVersions'> {
  keeper: KeepsVersions;
  change: ChangeLibrary;
}

export function createContentVersions(deps: VersionsDeps): ContentVersions {
  const { contents, contentVersions, keeper, change } = deps;
  const versions = nativeCollection<ContentVersionRecord>(contentVersions);

  async function exists(userId: string, id: string) {
    const filter = ownPiece(userId, id);
    return filter && (await contents.exists(filter)) ? filter : null;
  }

  return {
    async versions(userId, id, args) {
      const piece = await exists(userId, id);
      if (!piece) return null;
      return readPage<ContentVersionRecord, ContentVersion>({
        model: contentVersions,
        filter: { contentId: piece._id },
        order: NEWEST,
        args,
        parseId: parseObjectId,
        toNode: toVersion,
      });
    },

    async version(userId, id, version) {
      const piece = await exists(userId, id);
      const record = piece && (await versions.findOne({ contentId: piece._id, version }));
      return record && toVersion(record);
    },

    restoreVersion: (userId, id, version) =>
      change(userId, async (session, recordChange) => {
        const filter = ownPiece(userId, id);
        if (!filter || !(await contents.exists(filter).session(session))) throw notFound('Content');
        const former = await versions.findOne({ contentId: filter._id, version }, { session });
        if (!former) throw notFound('Version');
        const { title, type, body } = former;
        const words = { title, type, body };
        const record = await keeper.changeWords(filter, words, ContentChangeReason.RESTORE, session);
        if (!record) throw notFound('Content');
        recordChange(ContentChangeKind.UPDATED, record._id);
        return toContent(record);
      }),
  };
}

function toVersion(record: ContentVersionRecord): ContentVersion {
  const { version, title, type, body, reason, actorId, replacedAt } = record;
  return { version, title, type, body, reason, actorId: actorId.toHexString(), replacedAt };
}
