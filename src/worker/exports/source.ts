import type { ContentType } from '../../writing/content-type.js';

/** A piece as exports contain it. The names are those of the API. */
export interface Piece {
  id: string;
  title: string;
  type: ContentType;
  body: string;
  version: number;
  tags: string[];
  starred: boolean;
  createdAt: Date;
  updatedAt: Date;
}

/** The input of a format. Its pieces are read while it writes, and must not be kept. */
export interface Source {
  pieces: AsyncIterable<Piece>;
  /** The number of pieces, as counted at the start. */
  total: number;
  createdAt: Date;
}

/** The bytes of a file, in parts of any size. They are produced as they are stored. */
export type Bytes = AsyncIterable<Uint8Array>;

export interface WrittenFile {
  name: string;
  mediaType: string;
  bytes: Bytes;
}
