import { Buffer } from 'node:buffer';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { Types } from 'mongoose';
import { nativeCollection } from '../../infra/mongo.js';
import type { Models } from '../../modules/models.js';
import { type ZipEntry, zip } from './formats/zip.js';
import { sectionsOf } from './my-data-sections.js';
import type { Bytes } from './source.js';

type Row = Record<string, unknown> & { _id: unknown };

/** Rows per read of MongoDB. */
const BATCH = 100;

export interface MyData {
  bytes: Bytes;
  total: number;
  /** The number of rows that were read so far. */
  read(): number;
}

/** Everything that is stored about a user: a ZIP with a file of JSON Lines for each kind of data. */
export async function readMyData(models: Models, userId: string, signal: AbortSignal): Promise<MyData> {
  const all = Object.entries(sectionsOf(new Types.ObjectId(userId)));
  const sections = all.flatMap(([name, section]) =>
    section ? [{ ...section, rows: nativeCollection<Row>(models[name as keyof Models]) }] : [],
  );
  const counts = await Promise.all(sections.map(({ rows, filter }) => rows.countDocuments(filter)));
  let read = 0;
  async function* lines({ rows, filter, fields, id, change }: (typeof sections)[number]): Bytes {
    const projection = Object.fromEntries(fields.map((name) => [name, 1]));
    const cursor = rows.find(filter, { projection, batchSize: BATCH });
    try {
      for await (const { _id, ...row } of cursor) {
        signal.throwIfAborted();
        const shown = { ...(id && { [id]: _id }), ...(change ? change(row) : row) };
        yield Buffer.from(`${JSON.stringify(shown)}\n`);
        read += 1;
        await yieldToEventLoop();
      }
    } finally {
      await cursor.close();
    }
  }
  async function* entries(): AsyncIterable<ZipEntry> {
    const modifiedAt = new Date();
    const about = sections.map(({ file, about }) => `${file}.jsonl: ${about}\n`).join('');
    yield {
      name: 'README.txt',
      bytes: Buffer.from(`Each line of a file is one JSON object.\n\n${about}`),
      modifiedAt,
    };
    for (const section of sections) {
      yield { name: `${section.file}.jsonl`, bytes: lines(section), modifiedAt };
    }
  }
  return { bytes: zip(entries()), total: counts.reduce((sum, count) => sum + count, 0), read: () => read };
}
