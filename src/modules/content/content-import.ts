import { createHash } from 'node:crypto';
import { Types } from 'mongoose';
import { nativeCollection } from '../../infra/mongo.js';
import { normalizeText } from '../../text/text.js';
import type { ContentType } from '../../writing/content-type.js';
import { ContentChangeKind } from '../topics/content-change.js';
import type { ContentModel, ContentRecord, TagRecord } from './content.model.js';
import type { ChangeLibrary } from './content-log.js';
import { foldedCopy } from './folded-copies.js';

/** A piece to add, whose texts have been checked. */
export interface ImportedPiece {
  title: string;
  type: ContentType;
  body: string;
  /** Missing without tags. */
  tags?: TagRecord[];
  /** Missing without a star. */
  starred?: true;
  createdAt: Date;
  updatedAt: Date;
}

/** Adds pieces that a library does not have. Calls for one user must not overlap. */
export interface ContentImport {
  /** Returns the id of each new piece, in order; null for one whose type, title and body the library has already. */
  importPieces(userId: string, pieces: readonly ImportedPiece[]): Promise<(string | null)[]>;
}

/** The longest that the comparison with the library may take in MongoDB, in milliseconds. */
const COMPARE_LIMIT_MS = 10_000;
/** The index of titles compares them without case, and so must the query. */
const COLLATION = { locale: 'en', strength: 2 } as const;

const hashOf = ({ type, title, body }: Pick<ImportedPiece, 'type' | 'title' | 'body'>) =>
  createHash('sha256')
    .update(JSON.stringify([type, title, body]))
    .digest('base64');

interface Deps {
  contents: ContentModel;
  change: ChangeLibrary;
}

export function createContentImport({ contents, change }: Deps): ContentImport {
  const collection = nativeCollection<ContentRecord>(contents);

  /** Hashes of pieces with one of these titles. */
  async function known(userId: Types.ObjectId, titles: string[]): Promise<Set<string>> {
    const rows = collection.find(
      { userId, title: { $in: titles } },
      {
        projection: { title: 1, type: 1, body: 1 },
        collation: COLLATION,
        maxTimeMS: COMPARE_LIMIT_MS,
        batchSize: 50,
      },
    );
    const hashes = new Set<string>();
    for await (const row of rows) hashes.add(hashOf(row));
    return hashes;
  }

  return {
    async importPieces(userId, pieces) {
      const owner = new Types.ObjectId(userId);
      const normal = pieces.map((piece) => ({
        ...piece,
        title: normalizeText(piece.title),
        body: normalizeText(piece.body),
      }));
      const hashes = await known(owner, [...new Set(normal.map(({ title }) => title))]);
      const rows = normal.map((piece): ContentRecord | null => {
        const hash = hashOf(piece);
        if (hashes.has(hash)) return null;
        hashes.add(hash);
        return { _id: new Types.ObjectId(), userId: owner, ...piece, ...foldedCopy(piece) };
      });
      const missing = rows.filter((row) => row !== null);
      if (missing.length > 0) {
        await change(userId, async (session, recordChange) => {
          await collection.insertMany(missing, { session });
          recordChange(ContentChangeKind.CREATED, ...missing.map(({ _id }) => _id));
        });
      }
      return rows.map((row) => row?._id.toHexString() ?? null);
    },
  };
}
