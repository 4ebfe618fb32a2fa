import type { Types } from 'mongoose';
import type { TagRecord } from '../../modules/content/content.model.js';
import type { Models } from '../../modules/models.js';
import type { Fields, Section } from './section.js';

const PIECE = [
  'title',
  'type',
  'body',
  'changes',
  'tags',
  'starred',
  'jobId',
  'source',
  'createdAt',
  'updatedAt',
] as const;

/** A piece as the API shows it. */
const toPiece = ({ changes, tags, ...row }: Fields): Fields => ({
  ...row,
  ...(tags !== undefined && { tags: (tags as TagRecord[]).map(({ tag }) => tag) }),
  version: Number(changes ?? 0) + 1,
});

/** The data of one user in the library’s collections. */
export function librarySections(user: Types.ObjectId) {
  const owned = { userId: user };
  return {
    contents: {
      file: 'library',
      about: 'Your library. POST /imports reads this file.',
      filter: owned,
      id: 'id',
      fields: PIECE,
      change: toPiece,
    },
    contentVersions: {
      file: 'library-versions',
      about: 'Former texts of your pieces.',
      filter: owned,
      fields: ['contentId', 'version', 'title', 'type', 'body', 'reason', 'replacedAt', 'original'],
    },
    binnedContents: {
      file: 'library-bin',
      about: 'Pieces in the bin.',
      filter: owned,
      id: 'id',
      fields: ['binnedAt', ...PIECE.map((name) => `piece.${name}`)],
      change: ({ binnedAt, piece }) => ({ binnedAt, ...toPiece(piece as Fields) }),
    },
    contentEvents: {
      file: 'library-changes',
      about: 'When pieces of your library were created, changed and deleted.',
      filter: owned,
      fields: ['seq', 'kind', 'contentId', 'occurredAt'],
    },
    contentCounters: null,
  } satisfies Partial<Record<keyof Models, Section | null>>;
}
