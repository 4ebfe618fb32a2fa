import mongoose, { type ClientSession, type Connection, type Model } from 'mongoose';
import type { Logger } from './logger.js';
import { StartError } from './start-error.js';
import { waitForServer } from './wait.js';

export interface Mongo {
  connection: Connection;
  close(): Promise<void>;
}

/** While MongoDB is away a query fails after this time, in milliseconds; the driver's default is 30 s. */
const SERVER_SELECTION_TIMEOUT_MS = 4_000;
/** A server that does not answer a ping within this time, in milliseconds, counts as away. */
const ANSWER_LIMIT_MS = 2_000;

/** Rows hold valid UTF-8; validating it is a seventh of a read's cost. */
export const READ_OPTIONS = { enableUtf8Validation: false };

/**
 * Connects to MongoDB, waits until it is up, and checks that it supports transactions.
 * @param observe is given the client before it connects; with it, the client reports its commands
 * @throws StartError with one line when it can't be reached or is a standalone server
 */
export async function connectMongo(
  { mongo, startTimeoutMs }: { mongo: { uri: string }; startTimeoutMs: number },
  log: Logger,
  observe?: (client: mongoose.mongo.MongoClient) => void,
): Promise<Mongo> {
  // Refuses operators in filters, unless the code marks them as trusted.
  mongoose.set('sanitizeFilter', true);
  const server = { name: 'MongoDB', setting: 'MONGO_URI', limitMs: startTimeoutMs, log };
  const connection = await waitForServer(server, isRefusal, () => {
    const opening = mongoose.createConnection(mongo.uri, {
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
      connectTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
      waitQueueTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
      socketTimeoutMS: 30_000,
      writeConcern: { w: 'majority' },
      monitorCommands: observe !== undefined,
      ...READ_OPTIONS,
    });
    // Exists already, unless the address is malformed: `asPromise` rejects then.
    const client = opening.getClient() as mongoose.mongo.MongoClient | null;
    if (client) observe?.(client);
    return opening.asPromise();
  });
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (!hello?.setName && hello?.msg !== 'isdbgrid') {
    await connection.close();
    throw new StartError(
      'The MongoDB at MONGO_URI is a standalone server, and transactions need a replica set: start it with --replSet rs0 and run rs.initiate() once',
    );
  }
  return { connection, close: () => connection.close() };
}

/** A server that refuses the connection, or a malformed address. */
const isRefusal = (error: Error) =>
  /^Mongo(Server|Parse|InvalidArgument|MissingCredentials|API)Error$/.test(error.name);

/** Whether MongoDB answers a ping now: the driver notices a frozen server after many seconds only. */
export async function mongoAnswers({ connection }: Mongo): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: ANSWER_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

/**
 * A model's collection of the driver, for the reads and writes of every request. It casts, validates and sanitises
 * nothing: values must have been checked.
 */
// Not Model<any>: comparing two of mongoose's models takes the compiler seconds.
export function nativeCollection<Row extends object = object>(
  model: Pick<Model<unknown>, 'db' | 'collection'>,
) {
  let collection = nativeCollections.get(model);
  if (!collection) {
    collection = model.db.getClient().db(model.db.name).collection(model.collection.collectionName);
    nativeCollections.set(model, collection);
  }
  return collection as unknown as mongoose.mongo.Collection<Row>;
}

const nativeCollections = new WeakMap<object, mongoose.mongo.Collection>();

/** A transaction that takes longer is aborted, in milliseconds. */
const TRANSACTION_TIMEOUT_MS = 10_000;

/** Runs writes as one transaction. It runs them again after a conflict, so they only write to MongoDB. */
export async function inTransaction<Result>(
  connection: Connection,
  run: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => run(session), { timeoutMS: TRANSACTION_TIMEOUT_MS });
  } finally {
    await session.endSession();
  }
}

/** The present time by MongoDB's clock, which is the same for all processes. */
export async function mongoNow(connection: Connection): Promise<Date> {
  const hello = await connection.db?.command({ hello: 1 });
  return hello?.localTime as Date;
}

/** A value in an update pipeline of MongoDB, which would read a string that begins with `$` as a field. */
export const literal = (value: unknown) => ({ $literal: value });

/** Whether MongoDB itself answered with this error code. */
export const isServerError = (error: unknown, code: number): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === code;

/** Whether MongoDB refused a write because a unique index holds its key already. */
export const isDuplicateKey = (error: unknown): boolean => isServerError(error, 11_000);
