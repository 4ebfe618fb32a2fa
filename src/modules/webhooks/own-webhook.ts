import { Types } from 'mongoose';
import { parseObjectId } from '../../infra/object-id.js';

/** The filter of one of a user's webhooks or deliveries. A malformed id matches nothing. */
export const ownedBy = (userId: string, id: string) => ({
  _id: parseObjectId(id) ?? new Types.ObjectId(),
  userId: new Types.ObjectId(userId),
});
