import { randomUUID } from 'node:crypto';
import { modelOptions, prop, type ReturnModelType } from '@typegoose/typegoose';
import { isDuplicateKey } from './mongo.js';

/** A lease on work that one process at a time does, by name. */
@modelOptions({ schemaOptions: { collection: 'leases', versionKey: false } })
export class LeaseRecord {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true })
  holder!: string;

  /** By MongoDB's clock, which is the same for all. */
  @prop({ type: Date, required: true })
  until!: Date;
}

export interface Lease {
  /** Takes or extends the lease for a time, in milliseconds. False while another process has it. */
  take(forMs: number): Promise<boolean>;
  /** Ends the lease, so that another process can take it at once. */
  release(): Promise<void>;
}

export function createLease(leases: ReturnModelType<typeof LeaseRecord>, name: string): Lease {
  const holder = randomUUID();
  const free = {
    $or: [{ $eq: ['$holder', holder] }, { $lt: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] }],
  };
  return {
    async take(forMs) {
      const until = { $add: ['$$NOW', forMs] };
      try {
        const lease = await leases
          .findOneAndUpdate(
            { _id: name },
            [
              {
                $set: {
                  holder: { $cond: [free, holder, '$holder'] },
                  until: { $cond: [free, until, '$until'] },
                },
              },
            ],
            { upsert: true, returnDocument: 'after', updatePipeline: true },
          )
          .lean<LeaseRecord>()
          .exec();
        return lease?.holder === holder;
      } catch (error) {
        // Another process created the document in the same moment.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
    async release() {
      await leases.deleteOne({ _id: name, holder });
    },
  };
}

export type LeaseModel = ReturnModelType<typeof LeaseRecord>;
