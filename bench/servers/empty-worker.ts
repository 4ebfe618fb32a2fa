// BullMQ with a processor that calls no model, and the writes of the product's worker, as durable: the job is taken by
// a compare-and-set, and ends in one transaction with its event and the user's counter; published events are marked.
import { randomUUID } from 'node:crypto';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { textFor } from '../lib/text.js';
import { QUEUE } from './job-document.js';
import { announceReady, MONGO_URI, REDIS_URL } from './peer.js';

interface Job {
  _id: string;
  userId: mongoose.mongo.ObjectId;
  run: number;
  attempts: number;
  runToken?: string;
}

const NOTE_MS = 200;
const text = textFor(1, 1_200);
const client = await new mongoose.mongo.MongoClient(MONGO_URI, { writeConcern: { w: 'majority' } }).connect();
const db = client.db();
const jobs = db.collection<Job>('jobs');
const counters = db.collection<{ _id: mongoose.mongo.ObjectId; seq: number }>('eventcounters');
const events = db.collection('events');
const redis = new Redis(REDIS_URL);

let published: mongoose.mongo.ObjectId[] = [];
setInterval(() => {
  const ids = published;
  published = [];
  if (ids.length === 0) return;
  void events.updateMany({ _id: { $in: ids } }, { $unset: { unpublished: 1 } }, { writeConcern: { w: 1 } });
}, NOTE_MS);

async function end(attempt: Job) {
  const session = client.startSession();
  try {
    return await session.withTransaction(async () => {
      const now = new Date();
      const job = await jobs.findOneAndUpdate(
        { _id: attempt._id, run: attempt.run, status: 'PROCESSING', runToken: attempt.runToken },
        {
          $set: {
            status: 'COMPLETED',
            generatedContent: text,
            finishReason: 'STOP',
            completedAt: now,
            updatedAt: now,
          },
          $unset: { runToken: 1, heartbeatAt: 1, error: 1 },
        },
        { session, returnDocument: 'after' },
      );
      if (!job) throw new Error('the job is not as it was');
      const counter = await counters.findOneAndUpdate(
        { _id: job.userId },
        { $inc: { seq: 1 } },
        { session, upsert: true, returnDocument: 'after' },
      );
      const { _id: id, userId, ...facts } = job;
      const event = {
        _id: new mongoose.Types.ObjectId(),
        userId,
        seq: counter?.seq,
        run: job.run,
        occurredAt: now,
        unpublished: now,
        job: { id, userId: userId.toHexString(), ...facts },
      };
      await events.insertOne(event, { session });
      return event;
    });
  } finally {
    await session.endSession();
  }
}

const worker = new Worker(
  QUEUE,
  async ({ data }) => {
    const now = new Date();
    const attempt = await jobs.findOneAndUpdate(
      { _id: data.jobId, run: 1, enqueueNumber: 1, status: 'QUEUED' },
      {
        $set: {
          status: 'PROCESSING',
          runToken: randomUUID(),
          startedAt: now,
          heartbeatAt: now,
          updatedAt: now,
        },
        $inc: { attempts: 1 },
        $push: { attemptHistory: { run: 1, number: 1, startedAt: now } },
      },
      { returnDocument: 'after' },
    );
    if (!attempt) throw new Error('nothing to do');
    const event = await end(attempt);
    await redis.publish(`events:${attempt.userId}`, JSON.stringify(event));
    published.push(event._id);
  },
  {
    connection: { url: REDIS_URL, maxRetriesPerRequest: null },
    concurrency: Number(process.env.WORKER_CONCURRENCY),
  },
);
await worker.waitUntilReady();
announceReady();
