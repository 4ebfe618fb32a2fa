import { Types } from 'mongoose';
import { badUserInput, conflict, notFound } from '../../graphql/errors.js';
import { faultOfText } from '../../graphql/input.js';
import { isDuplicateKey, nativeCollection } from '../../infra/mongo.js';
import { LONGEST_TEXT, normalizeText } from '../../text/text.js';
import { ContentChangeKind } from '../topics/content-change.js';
import type { ContentModel, ContentRecord } from './content.model.js';
import type { Content, CreateContentInput, UpdateContentInput } from './content.types.js';
import type { ChangeLibrary } from './content-log.js';
import { ownPiece, toContent } from './content-rows.js';
import { ContentChangeReason } from './content-version.model.js';
import type { KeepsVersions, PieceWords } from './content-versions.js';
import { foldedCopy } from './folded-copies.js';

/** Creates and changes pieces. */
export interface ContentWrites {
  create(userId: string, input: CreateContentInput): Promise<Content>;
  /**
   * @param reason what makes the change, for the versions of the piece
   * @throws NOT_FOUND, CONFLICT for a piece with another version
   */
  update(
    userId: string,
    id: string,
    input: UpdateContentInput,
    reason?: ContentChangeReason,
  ): Promise<Content>;
  /** Saves a job's text once: a repeated call returns the same piece. */
  saveFromJob(userId: string, job: SavedJob, input: CreateContentInput): Promise<Content>;
}

/** What a piece keeps of its job. */
export interface SavedJob {
  id: string;
  prompt: string;
  model?: string | undefined;
}

interface Deps {
  contents: ContentModel;
  keeper: KeepsVersions;
  change: ChangeLibrary;
}

export function createContentWrites({ contents, keeper, change }: Deps): ContentWrites {
  const pieces = nativeCollection<ContentRecord>(contents);

  /**
   * The body of a change; undefined if it equals the stored one. Earlier versions stored longer bodies, and control
   * characters: such a body is accepted unchanged.
   * @throws BAD_USER_INPUT
   */
  async function bodyToStore(filter: ReturnType<typeof ownPiece>, body: string): Promise<string | undefined> {
    const fault = faultOfText(body, 0, LONGEST_TEXT);
    if (fault === null) return normalizeText(body);
    const stored =
      filter && (await contents.findOne(filter).select({ body: 1 }).lean<ContentRecord>().exec());
    if (stored && normalizeText(stored.body) === normalizeText(body)) return undefined;
    throw badUserInput({ field: 'body', message: fault });
  }

  const insert = (userId: string, input: CreateContentInput, more: Partial<ContentRecord> = {}) =>
    change(userId, async (session, recordChange) => {
      const createdAt = new Date();
      const record: ContentRecord = {
        _id: new Types.ObjectId(),
        userId: new Types.ObjectId(userId),
        ...stored(input),
        ...more,
        createdAt,
        updatedAt: createdAt,
      };
      await pieces.insertOne(record, { session });
      recordChange(ContentChangeKind.CREATED, record._id);
      return toContent(record);
    });

  return {
    create: (userId, input) => insert(userId, input),

    async update(userId, id, { title, type, body: newBody, version }, reason = ContentChangeReason.EDIT) {
      const filter = ownPiece(userId, id);
      if (!filter) throw notFound('Content');
      const body = newBody == null ? newBody : await bodyToStore(filter, newBody);
      const words: Partial<PieceWords> = {
        ...(title != null && { title: normalizeText(title) }),
        ...(type != null && { type }),
        ...(body != null && { body }),
      };
      return change(userId, async (session, recordChange) => {
        const based = version == null ? filter : { ...filter, changes: version === 1 ? null : version - 1 };
        const record = await keeper.changeWords(based, words, reason, session);
        if (record) {
          recordChange(ContentChangeKind.UPDATED, record._id);
          return toContent(record);
        }
        if (version != null && (await contents.exists(filter).session(session))) {
          throw conflict('The piece was changed meanwhile: read it again.');
        }
        throw notFound('Content');
      });
    },

    async saveFromJob(userId, { id: jobId, prompt, model }, input) {
      try {
        const source = { prompt, ...(model !== undefined && { model }) };
        return await insert(userId, input, { jobId, source });
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
  };
}

function stored({ title, type, body }: CreateContentInput) {
  const words = { title: normalizeText(title), body: normalizeText(body) };
  return { ...words, type, ...foldedCopy(words) };
}
