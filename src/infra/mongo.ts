import mongoose, { type Connection, type Model } from 'mongoose';
import type { Logger } from './logger.js';
import { StartError } from './start-error.js';
import { waitForServer } from './wait.js';

export interface Mongo {
  connection: Connection;
  close(): Promise<void>;
}

/** A query with MongoDB away fails within this time, in milliseconds, rather than the driver's 30 s. */
const SERVER_SELECTION_TIMEOUT_MS = 4_000;
/** A server that doesn't answer a ping within this time, in milliseconds, is as good as away. */
const ANSWER_LIMIT_MS = 2_000;

/** What we wrote is UTF-8; looking at it again at every read is a seventh of a read's cost. */
export const READ_OPTIONS = { enableUtf8Validation: false };

/**
 * Connects to MongoDB, waiting for it where it isn't up yet, and makes sure that it can do transactions.
 * @throws StartError with one line when it can't be reached or is a standalone server
 */
export async function connectMongo(
  { mongo, startTimeoutMs }: { mongo: { uri: string }; startTimeoutMs: number },
  log: Logger,
): Promise<Mongo> {
  // What a person typed is data: an operator in a filter is refused unless the code marks it as its own.
  mongoose.set('sanitizeFilter', true);
  const server = { name: 'MongoDB', setting: 'MONGO_URI', limitMs: startTimeoutMs, log };
  const connection = await waitForServer(server, isRefusal, () =>
    mongoose
      .createConnection(mongo.uri, {
        autoIndex: false,
        autoCreate: false,
        bufferCommands: false,
        serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
        connectTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
        waitQueueTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
        socketTimeoutMS: 30_000,
        writeConcern: { w: 'majority' },
        ...READ_OPTIONS,
      })
      .asPromise(),
  );
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (!hello?.setName && hello?.msg !== 'isdbgrid') {
    await connection.close();
    throw new StartError(
      'The MongoDB at MONGO_URI is a standalone server, and transactions need a replica set: start it with --replSet rs0 and run rs.initiate() once',
    );
  }
  return { connection, close: () => connection.close() };
}

/** A server that is there and says no, or an address that is none. */
const isRefusal = (error: Error) =>
  /^Mongo(Server|Parse|InvalidArgument|MissingCredentials|API)Error$/.test(error.name);

/** Whether MongoDB answers, asked now: the driver alone would notice a frozen server after many seconds only. */
export async function mongoAnswers({ connection }: Mongo): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: ANSWER_LIMIT_MS });
    return true;
  } catch {
    return false;
  }
}

/**
 * A model's collection as the driver has it, for the few reads and writes that come with every request. Nothing is
 * cast, validated or sanitised on the way: values must be checked, and operators ours.
 */
// biome-ignore lint/suspicious/noExplicitAny: mongoose's generics for query helpers play no part here
export function nativeCollection<Row extends object = object>(model: Model<any>) {
  let collection = nativeCollections.get(model);
  if (!collection) {
    collection = model.db.getClient().db(model.db.name).collection(model.collection.collectionName);
    nativeCollections.set(model, collection);
  }
  return collection as unknown as mongoose.mongo.Collection<Row>;
}

const nativeCollections = new WeakMap<object, mongoose.mongo.Collection>();

/** Whether MongoDB itself answered with this error code. */
export const isServerError = (error: unknown, code: number): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.code === code;

/** Whether MongoDB refused a write because a unique index holds its key already. */
export const isDuplicateKey = (error: unknown): boolean => isServerError(error, 11_000);
