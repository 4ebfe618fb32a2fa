import bcrypt from 'bcrypt';
import { Types } from 'mongoose';
import { createLogger } from '../../src/infra/logger.js';
import { connectMongo, type Mongo } from '../../src/infra/mongo.js';
import { foldedCopy } from '../../src/modules/content/folded-copies.js';
import { openModels } from '../../src/modules/open-models.js';
import { textFor } from '../lib/text.js';
import { email, PASSWORD, pieceId, sessionId, userId } from './ids.js';

export interface Library {
  users: number;
  /** Of each user. */
  pieces: number;
  /** Characters of a body. */
  body: number;
}

/** A word in the body of every tenth piece, and in no other text. */
export const HIT = 'xylophone';
export const NO_HIT = 'zzqquux';
const FIRST = Date.UTC(2026, 0, 1);
const TYPES = ['BLOG_POST_OUTLINE', 'PRODUCT_DESCRIPTION', 'SOCIAL_MEDIA_CAPTION'];
const BATCH_BYTES = 8_000_000;
const DAY_MS = 86_400_000;

export const titleOf = (user: number, piece: number) => `Piece ${piece} of user ${user}`;
export const bodyOf = (user: number, piece: number, length: number) => {
  const text = textFor(user * 1_000 + piece, length);
  return piece % 10 === 0 ? `${HIT} ${text.slice(HIT.length + 1)}` : text;
};
export const createdAt = (user: number, piece: number) => new Date(FIRST + piece * 60_000 + user);

/** A database with the product's own collections and indexes. */
export async function openDatabase(uri: string): Promise<Mongo> {
  const log = createLogger({ name: 'bench', level: 'silent', pretty: false });
  const mongo = await connectMongo({ mongo: { uri }, startTimeoutMs: 30_000 }, log);
  await openModels(mongo.connection, log);
  return mongo;
}

/**
 * Fills a database with users, a live session for each, and their pieces, unless it has the same data already. Returns
 * the duration in seconds.
 */
export async function seed(uri: string, library: Library): Promise<number> {
  const start = performance.now();
  const mongo = await openDatabase(uri);
  try {
    const { db } = mongo.connection;
    if (!db) throw new Error('not connected');
    const stamp = JSON.stringify({ version: 2, ...library });
    const stamps = db.collection<{ _id: string }>('bench');
    if (await stamps.findOne({ _id: stamp })) return 0;
    for (const name of ['users', 'sessions', 'contents', 'bench']) await db.collection(name).deleteMany({});
    const fast = { ordered: false, writeConcern: { w: 1 as const } };
    const passwordHash = await bcrypt.hash(PASSWORD, 10);
    for (const batch of batches(library.users, 5_000)) {
      await db.collection('users').insertMany(
        batch.map((user) => userOf(user, passwordHash)),
        fast,
      );
      await db.collection('sessions').insertMany(batch.map(sessionOf), fast);
    }
    // A user's pieces are written over time, between those of other users, so they are scattered here as well.
    const total = library.users * library.pieces;
    const size = Math.min(10_000, Math.max(1, Math.floor(BATCH_BYTES / (library.body + 200))));
    let writing: Promise<unknown> = Promise.resolve();
    for (const batch of batches(total, size)) {
      const documents = batch.map((number) =>
        pieceOf(number % library.users, Math.floor(number / library.users), library.body),
      );
      await writing;
      writing = db.collection('contents').insertMany(documents, fast);
    }
    await writing;
    await stamps.insertOne({ _id: stamp });
    return (performance.now() - start) / 1_000;
  } finally {
    await mongo.close();
  }
}

function* batches(total: number, size: number): Generator<number[]> {
  for (let start = 0; start < total; start += size) {
    yield Array.from({ length: Math.min(size, total - start) }, (_, at) => start + at);
  }
}

function userOf(user: number, passwordHash: string) {
  const now = new Date();
  return {
    _id: new Types.ObjectId(userId(user)),
    name: `User ${user}`,
    email: email(user),
    passwordHash,
    status: 'ACTIVE',
    sessionEpoch: 0,
    createdAt: now,
    updatedAt: now,
  };
}

function sessionOf(user: number) {
  const now = new Date();
  return {
    _id: new Types.ObjectId(sessionId(user)),
    userId: new Types.ObjectId(userId(user)),
    epoch: 0,
    generation: 1,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + 30 * DAY_MS),
    createdAt: now,
  };
}

function pieceOf(user: number, piece: number, body: number) {
  const at = createdAt(user, piece);
  const words = { title: titleOf(user, piece), body: bodyOf(user, piece, body) };
  return {
    _id: new Types.ObjectId(pieceId(user, piece)),
    userId: new Types.ObjectId(userId(user)),
    title: words.title,
    type: TYPES[piece % TYPES.length],
    body: words.body,
    createdAt: at,
    updatedAt: at,
    // As the product stores it.
    ...foldedCopy(words),
  };
}
