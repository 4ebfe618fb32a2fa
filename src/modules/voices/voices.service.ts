import { Types } from 'mongoose';
import { conflict, notFound } from '../../graphql/errors.js';
import { insertInFreeSlot } from '../../infra/free-slot.js';
import { parseObjectId } from '../../infra/object-id.js';
import { normalizeText } from '../../text/text.js';
import type { VoiceSnapshot } from '../../writing/options/options.js';
import type { VoiceModel, VoiceRecord } from './voice.model.js';
import type { BrandVoice, CreateBrandVoiceInput, UpdateBrandVoiceInput } from './voice.types.js';

/** The most brand voices of a user. */
const MAX_VOICES = 20;

/** The brand voices of a user. Every call names the owner; the voice of another user counts as one that does not exist. */
export interface VoicesService {
  /** The newest first. */
  list(userId: string): Promise<BrandVoice[]>;
  /** The voice as a job keeps it; null if there is none with this id. */
  snapshot(userId: string, id: string): Promise<VoiceSnapshot | null>;
  /** @throws CONFLICT for a user with 20 */
  create(userId: string, input: CreateBrandVoiceInput): Promise<BrandVoice>;
  /** @throws NOT_FOUND */
  update(userId: string, id: string, input: UpdateBrandVoiceInput): Promise<BrandVoice>;
  /** Jobs keep their copies. @throws NOT_FOUND */
  delete(userId: string, id: string): Promise<BrandVoice>;
  removeAll(userId: string): Promise<void>;
}

/** The filter of one of a user's voices. A malformed id matches nothing. */
const ownedBy = (userId: string, id: string) => ({
  _id: parseObjectId(id) ?? new Types.ObjectId(),
  userId: new Types.ObjectId(userId),
});

export function createVoicesService({ voices }: { voices: VoiceModel }): VoicesService {
  /** @throws CONFLICT if all places are taken */
  const insert = (row: Pick<VoiceRecord, 'userId' | 'name' | 'description' | 'samples'>) =>
    insertInFreeSlot(
      {
        rows: voices,
        userId: row.userId,
        most: MAX_VOICES,
        full: () => conflict(`A user has ${MAX_VOICES} brand voices at most.`),
      },
      async (slot) => (await voices.create({ ...row, slot })).toObject<VoiceRecord>(),
    );

  return {
    async list(userId) {
      const records = await voices
        .find({ userId: new Types.ObjectId(userId) })
        .sort({ _id: -1 })
        .lean<VoiceRecord[]>()
        .exec();
      return records.map(toVoice);
    },

    async snapshot(userId, id) {
      const record = await voices.findOne(ownedBy(userId, id)).lean<VoiceRecord>().exec();
      if (!record) return null;
      const { name, description, samples } = record;
      return { id: record._id.toHexString(), name, description, samples };
    },

    async create(userId, { name, description, samples }) {
      const record = await insert({
        userId: new Types.ObjectId(userId),
        name: normalizeText(name),
        description: normalizeText(description),
        samples: (samples ?? []).map(normalizeText),
      });
      return toVoice(record);
    },

    async update(userId, id, { name, description, samples }) {
      const set = {
        ...(name != null && { name: normalizeText(name) }),
        ...(description != null && { description: normalizeText(description) }),
        ...(samples != null && { samples: samples.map(normalizeText) }),
      };
      const record = await voices
        .findOneAndUpdate(ownedBy(userId, id), { $set: set }, { returnDocument: 'after' })
        .lean<VoiceRecord>()
        .exec();
      if (!record) throw notFound('Brand voice');
      return toVoice(record);
    },

    async delete(userId, id) {
      const record = await voices.findOneAndDelete(ownedBy(userId, id)).lean<VoiceRecord>().exec();
      if (!record) throw notFound('Brand voice');
      return toVoice(record);
    },

    async removeAll(userId) {
      await voices.deleteMany({ userId: new Types.ObjectId(userId) });
    },
  };
}

function toVoice({ _id, name, description, samples, createdAt, updatedAt }: VoiceRecord): BrandVoice {
  return { id: _id.toHexString(), name, description, samples, createdAt, updatedAt };
}
