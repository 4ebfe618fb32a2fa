import { Types, trusted } from 'mongoose';
import { UserStatus } from './user.model.js';
const MAX_PER_USER = 100;
const MAX_USER_AGENT = 200;
export function createSessions({ sessions, users, life, lifetimeSeconds, log }) {
    const end = () => new Date(Date.now() + lifetimeSeconds * 1_000);
    async function remove(filter) {
        const found = await sessions.find(filter).select({ _id: 1 }).lean().exec();
        if (found.length === 0)
            return 0;
        const { deletedCount } = await sessions.deleteMany({
            _id: trusted({ $in: found.map(({ _id }) => _id) }),
        });
        life.ended(found.map(({ _id }) => _id.toHexString()));
        return deletedCount;
    }
    async function endOne(userId, sessionId) {
        const record = await sessions
            .findOneAndDelete({ _id: sessionId, userId: new Types.ObjectId(userId) })
            .lean()
            .exec();
        if (record)
            life.ended([sessionId]);
        return record;
    }
    async function endOldest(userId) {
        const surplus = await sessions
            .find({ userId })
            .sort({ lastSeenAt: -1 })
            .skip(MAX_PER_USER)
            .select({ _id: 1 })
            .lean()
            .exec();
        if (surplus.length > 0)
            await remove({ _id: trusted({ $in: surplus.map(({ _id }) => _id) }) });
    }
    return {
        async open(user, userAgent) {
            const now = new Date();
            const record = await sessions.create({
                userId: user._id,
                epoch: epochOf(user),
                userAgent: userAgent === null ? undefined : inert(userAgent),
                createdAt: now,
                lastSeenAt: now,
                expiresAt: end(),
            });
            await endOldest(user._id);
            return record.toObject();
        },
        async refresh({ userId, sessionId, generation }) {
            const user = await users.findById(userId).lean().exec();
            if (user?.status !== UserStatus.ACTIVE)
                return null;
            const session = await sessions
                .findOneAndUpdate({ _id: sessionId, userId: user._id, generation, expiresAt: trusted({ $gt: new Date() }) }, { $inc: { generation: 1 }, $set: { lastSeenAt: new Date(), expiresAt: end() } }, { returnDocument: 'after' })
                .lean()
                .exec();
            if (session && isOfEpoch(session, user))
                return { session, user };
            if (await endOne(userId, sessionId))
                log.warn({ userId, sessionId }, 'refresh token used twice: session ended');
            return null;
        },
        async list(userId) {
            const [user, records] = await Promise.all([
                users.findById(userId).lean().exec(),
                sessions
                    .find({ userId: new Types.ObjectId(userId), expiresAt: trusted({ $gt: new Date() }) })
                    .sort({ lastSeenAt: -1, _id: -1 })
                    .limit(MAX_PER_USER)
                    .lean()
                    .exec(),
            ]);
            return user ? records.filter((record) => isOfEpoch(record, user)) : [];
        },
        end: endOne,
        removeAll: (userId, except) => remove({
            userId: new Types.ObjectId(userId),
            ...(except !== undefined && { _id: trusted({ $ne: new Types.ObjectId(except) }) }),
        }),
    };
}
/** Accounts and sessions of before there were epochs are of the first. */
export const epochOf = ({ sessionEpoch }) => sessionEpoch ?? 0;
/** Whether a session outlived the last change of the password, or the last sign-out everywhere. */
export function isOfEpoch(session, user) {
    return session.epoch === epochOf(user) || user.keptSession?.equals(session._id) === true;
}
/** What a client calls itself is shown to people: no control characters, and not too long. */
function inert(userAgent) {
    return userAgent.replace(/[^\x20-\x7e\xa0-\xff]/g, ' ').slice(0, MAX_USER_AGENT);
}
//# sourceMappingURL=sessions.js.map