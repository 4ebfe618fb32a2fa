import { Types } from 'mongoose';
/** An ObjectId from its 24 hexadecimal digits; null for anything else, 12-character strings included. */
export function parseObjectId(id) {
    return /^[0-9a-f]{24}$/i.test(id) ? new Types.ObjectId(id) : null;
}
//# sourceMappingURL=object-id.js.map