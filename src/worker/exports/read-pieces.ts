import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { nativeCollection } from '../../infra/mongo.js';
import type { ContentModel, ContentRecord } from '../../modules/content/content.model.js';
import { contentRows } from '../../modules/content/content-filter.js';
import type { ExportSelection } from '../../modules/exports/export.model.js';
import type { Piece } from './source.js';

/** Pieces per read of MongoDB. */
const BATCH = 50;
const FIELDS = {
  title: 1,
  type: 1,
  body: 1,
  changes: 1,
  tags: 1,
  starred: 1,
  createdAt: 1,
  updatedAt: 1,
} as const;

export interface PieceReader {
  total: number;
  pieces: AsyncIterable<Piece>;
  /** The number of pieces that were read so far. */
  read(): number;
}

/**
 * The pieces of an export, the oldest first, read in batches on demand. Between two pieces, the process does its other
 * work.
 */
export async function readPieces(
  contents: ContentModel,
  userId: string,
  { filter, ids }: ExportSelection,
  signal: AbortSignal,
): Promise<PieceReader> {
  const collection = nativeCollection<ContentRecord>(contents);
  const rows = contentRows(userId, filter, ids);
  let read = 0;
  async function* pieces() {
    const cursor = collection
      .find(rows, { projection: FIELDS, batchSize: BATCH })
      // The index's own order, backwards: nothing is sorted.
      .sort({ createdAt: 1, _id: 1 });
    try {
      for await (const row of cursor) {
        signal.throwIfAborted();
        // Counted before the yield: a writer that stops does not resume the generator.
        read += 1;
        yield toPiece(row as ContentRecord);
        await yieldToEventLoop();
      }
    } finally {
      await cursor.close();
    }
  }
  return { total: await collection.countDocuments(rows), pieces: pieces(), read: () => read };
}

function toPiece(record: ContentRecord): Piece {
  const { _id, title, type, body, changes = 0, tags = [], starred = false, createdAt, updatedAt } = record;
  const labels = { tags: tags.map(({ tag }) => tag), starred };
  return { id: _id.toHexString(), title, type, body, version: changes + 1, ...labels, createdAt, updatedAt };
}
