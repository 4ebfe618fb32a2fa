import { Types } from 'mongoose';
import { parseObjectId } from '../../infra/object-id.js';
import type { ContentRecord } from './content.model.js';
import type { Content } from './content.types.js';

/** The filter for a piece of this user; null for a malformed id. */
export function ownPiece(userId: string, id: string) {
  const contentId = parseObjectId(id);
  return contentId && { _id: contentId, userId: new Types.ObjectId(userId) };
}

/** Copies for the search, which are not part of a piece. */
export const WITHOUT_COPIES = { foldedTitle: 0, foldedBody: 0, foldRules: 0 } as const;

const NO_TAGS: readonly string[] = [];

/** Pieces of earlier versions have no tags and no star. */
export function toContent(record: ContentRecord): Content {
  const { _id, title, type, body, changes = 0, tags, starred = false, createdAt, updatedAt } = record;
  return {
    id: _id.toHexString(),
    title,
    type,
    body,
    version: changes + 1,
    tags: tags ? tags.map(({ tag }) => tag) : (NO_TAGS as string[]),
    starred,
    createdAt,
    updatedAt,
    jobId: record.jobId,
    snapshot: record.source,
  };
}
