// A process that publishes completions as a worker does: by the product's publisher, or, for Socket.IO, by its emitter.
import { setTimeout as delay } from 'node:timers/promises';
import { Emitter } from '@socket.io/redis-emitter';
import { Redis } from 'ioredis';
import { Types } from 'mongoose';
import { v7 as uuidv7 } from 'uuid';
import { createLogger } from '../../src/infra/logger.js';
import { connectMongo } from '../../src/infra/mongo.js';
import { createEventLog, type JobEvent } from '../../src/modules/events/event-log.js';
import { createEventPublisher } from '../../src/modules/events/event-publisher.js';
import type { JobSnapshot } from '../../src/modules/jobs/model/job-snapshot.js';
import { openModels } from '../../src/modules/open-models.js';
import { userId } from '../data/ids.js';
import { marker, type PublishOrder } from '../lib/events.js';
import { textFor } from '../lib/text.js';
import { announceReady, MONGO_URI, REDIS_URL } from './peer.js';

/** The maximum number of concurrent publications in a burst. */
const AT_ONCE = 500;
const TEXT_LENGTH = 1_000;

const log = createLogger({ name: 'publisher', level: 'warn', pretty: false });
const mongo = await connectMongo({ mongo: { uri: MONGO_URI }, startTimeoutMs: 30_000 }, log);
const models = await openModels(mongo.connection, log);
const redis = new Redis(REDIS_URL);
const publisher = createEventPublisher(
  redis,
  createEventLog({ ...models, connection: mongo.connection }),
  log,
);
const emitter = new Emitter(new Redis(REDIS_URL));
const WIRE = process.env.WIRE ?? 'product';

let sequence: number[] = [];

function eventFor(user: number): JobEvent {
  const seq = (sequence[user] ?? 0) + 1;
  sequence[user] = seq;
  const now = new Date();
  const job = {
    id: uuidv7(),
    userId: userId(user),
    prompt: 'A caption for a shop that sells tea',
    type: 'SOCIAL_MEDIA_CAPTION',
    status: 'COMPLETED',
    generatedContent: `${marker(user, seq)}${textFor(user, TEXT_LENGTH)}`,
    error: null,
    finishReason: 'STOP',
    run: 1,
    attempts: 1,
    attemptHistory: [{ run: 1, number: 1, startedAt: now, endedAt: now, model: 'played', error: null }],
    scheduledFor: now,
    startedAt: now,
    completedAt: now,
    createdAt: now,
    updatedAt: now,
  } as unknown as JobSnapshot;
  return { id: new Types.ObjectId().toHexString(), userId: userId(user), seq, run: 1, occurredAt: now, job };
}

async function publish(user: number): Promise<void> {
  const event = eventFor(user);
  if (WIRE === 'socketio') {
    const { id, status, generatedContent } = event.job;
    const completed = {
      cursor: String(event.seq),
      occurredAt: new Date(event.occurredAt).toISOString(),
      job: { id, status, generatedContent },
    };
    emitter.to(`user:${event.userId}`).emit('completed', completed);
    return;
  }
  if (!(await publisher.publish(event))) throw new Error('Redis did not take an event');
}

/** Users in turn: at a rate, or as fast as Redis takes them. */
async function obey({ users, count, perSecond }: PublishOrder) {
  const start = performance.now();
  const underWay = new Set<Promise<void>>();
  for (let sent = 0; sent < count; ) {
    const due = perSecond
      ? Math.min(count, Math.floor(((performance.now() - start) * perSecond) / 1_000))
      : count;
    for (; sent < due && underWay.size < AT_ONCE; sent += 1) {
      const published = publish(sent % users).finally(() => underWay.delete(published));
      underWay.add(published);
    }
    if (perSecond) await delay(1);
    else await Promise.race(underWay).then(() => new Promise(setImmediate));
  }
  await Promise.all(underWay);
}

process.on('message', async (message: { ask?: string } & Partial<PublishOrder>) => {
  if (message.ask === 'forget') sequence = [];
  else if (message.ask === 'publish') await obey(message as PublishOrder);
  else return;
  process.send?.({ type: message.ask });
});
announceReady();
