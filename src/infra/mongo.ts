import mongoose, { type Connection } from 'mongoose';
import { StartError } from './start-error.js';

export interface Mongo {
  connection: Connection;
  close(): Promise<void>;
}

/** A query with MongoDB away fails within this time, in milliseconds, rather than the driver's 30 s. */
const SERVER_SELECTION_TIMEOUT_MS = 4_000;

/**
 * Connects to MongoDB and makes sure that it can do transactions.
 * @throws StartError with one line when it can't be reached or is a standalone server
 */
export async function connectMongo(uri: string): Promise<Mongo> {
  // What a person typed is data: an operator in a filter is refused unless the code marks it as its own.
  mongoose.set('sanitizeFilter', true);
  const connection = mongoose.createConnection(uri, {
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    connectTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    waitQueueTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    socketTimeoutMS: 30_000,
    writeConcern: { w: 'majority' },
  });
  try {
    await connection.asPromise();
  } catch (error) {
    throw new StartError(`MongoDB cannot be reached at MONGO_URI: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const hello = await connection.db?.admin().command({ hello: 1 });
  if (!hello?.setName && hello?.msg !== 'isdbgrid') {
    await connection.close();
    throw new StartError(
      'The MongoDB at MONGO_URI is a standalone server, and transactions need a replica set: start it with --replSet rs0 and run rs.initiate() once',
    );
  }
  return { connection, close: () => connection.close() };
}

/** Whether MongoDB refused a write because a unique index holds its key already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 11_000;
}
