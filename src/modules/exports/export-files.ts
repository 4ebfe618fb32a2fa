import type { Readable, Writable } from 'node:stream';
import mongoose, { type Connection, type Types } from 'mongoose';

/** The collections are `exportfiles.files` and `exportfiles.chunks`. */
const BUCKET = 'exportfiles';

/** A part of a file: `end` is not in it. */
export interface ByteRange {
  start: number;
  end: number;
}

/** The files of exports, in MongoDB (GridFS): any API process can send what any worker wrote. */
export interface ExportFiles {
  write(id: Types.ObjectId, name: string): Writable;
  read(id: Types.ObjectId, range?: ByteRange): Readable;
  /** Removes files, and what interrupted writers left of them. */
  remove(ids: readonly Types.ObjectId[]): Promise<void>;
}

export function createExportFiles(connection: Connection): ExportFiles {
  const db = connection.getClient().db(connection.name);
  const bucket = new mongoose.mongo.GridFSBucket(db, { bucketName: BUCKET });
  return {
    write: (id, name) => bucket.openUploadStreamWithId(id, name),
    read: (id, range) => bucket.openDownloadStream(id, range),
    async remove(ids) {
      if (ids.length === 0) return;
      // Not by the bucket: it refuses a file whose writer died, which has chunks only.
      await db.collection(`${BUCKET}.files`).deleteMany({ _id: { $in: [...ids] } });
      await db.collection(`${BUCKET}.chunks`).deleteMany({ files_id: { $in: [...ids] } });
    },
  };
}
