import { Buffer } from 'node:buffer';
import { Zip, ZipDeflate } from 'fflate';
import type { Bytes } from '../source.js';

export interface ZipEntry {
  name: string;
  bytes: Uint8Array | Bytes;
  modifiedAt: Date;
}

/** The earliest and the latest time that a ZIP can hold. */
const FIRST = Date.UTC(1981, 0, 1);
const LAST = Date.UTC(2098, 0, 1);

/** A ZIP of entries, which are read one at a time. It keeps their names only. */
export async function* zip(entries: AsyncIterable<ZipEntry>): Bytes {
  let parts: Uint8Array[] = [];
  const archive = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  /** The output since the last call. */
  const take = () => {
    const taken = parts;
    parts = [];
    return taken;
  };
  for await (const { name, bytes, modifiedAt } of entries) {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = new Date(Math.min(Math.max(modifiedAt.getTime(), FIRST), LAST));
    archive.add(entry);
    if (bytes instanceof Uint8Array) entry.push(bytes, true);
    else {
      for await (const part of bytes) {
        entry.push(part);
        yield* take();
      }
      entry.push(Buffer.alloc(0), true);
    }
    yield* take();
  }
  archive.end();
  yield* take();
}
