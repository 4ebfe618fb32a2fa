import { modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import type { ClientSession } from 'mongoose';
import { type GenerationQueue, QUEUE_NAME } from './job-queue.js';

/** Whether the queue is paused. This document is the truth; Redis is made to agree with it. */
@modelOptions({ schemaOptions: { collection: 'queues', versionKey: false } })
export class QueueStateRecord {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: Boolean, required: true })
  paused!: boolean;
}

export type QueueStateModel = ReturnModelType<typeof QueueStateRecord>;

/** Whether an administrator has paused the queue. */
export async function isPaused(states: QueueStateModel): Promise<boolean> {
  const state = await states.findById(QUEUE_NAME).lean<QueueStateRecord>().exec();
  return state?.paused ?? false;
}

/** Stores that the queue is paused or not, as part of a transaction. False if it was so before. */
export async function storePaused(
  states: QueueStateModel,
  paused: boolean,
  session: ClientSession,
): Promise<boolean> {
  const before = await states
    .findOneAndUpdate({ _id: QUEUE_NAME }, { $set: { paused } }, { upsert: true, session })
    .lean<QueueStateRecord>()
    .exec();
  return (before?.paused ?? false) !== paused;
}

/**
 * Makes Redis agree with MongoDB. Any process may call it at any time: if the state changes meanwhile, it is applied
 * again. Rejects while Redis is away.
 */
export async function applyPaused(
  states: QueueStateModel,
  queue: Pick<GenerationQueue, 'isPaused' | 'setPaused'>,
): Promise<void> {
  let wanted: boolean;
  do {
    wanted = await isPaused(states);
    if ((await queue.isPaused()) !== wanted) await queue.setPaused(wanted);
  } while ((await isPaused(states)) !== wanted);
}
