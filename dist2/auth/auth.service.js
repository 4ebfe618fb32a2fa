import { Types } from 'mongoose';
import { emailTaken, invalidCredentials, notFound, unauthenticated } from '../errors.js';
import { isDuplicateKey } from '../infra/mongo.js';
import { parseObjectId } from '../infra/object-id.js';
import { normalizeEmail, UserStatus } from './user.model.js';
export function createAuthService(deps) {
    const { users, tokens, passwords, sessions, life, erasure } = deps;
    function grant(user, session) {
        const ids = { userId: user._id.toHexString(), sessionId: session._id.toHexString() };
        const { generation, expiresAt } = session;
        const refresh = tokens.signRefresh({ ...ids, generation, expiresAt });
        return {
            ...tokens.sign(ids),
            refreshToken: refresh.token,
            refreshExpiresAt: refresh.expiresAt,
            user: toUser(user),
        };
    }
    const signIn = async (user, userAgent) => grant(user, await sessions.open(user, userAgent));
    /** @throws INVALID_CREDENTIALS */
    async function passwordHashOf({ id }, password) {
        const user = await users.findById(id).lean().exec();
        const matches = await passwords.matches(password, user?.passwordHash);
        if (!user || !matches)
            throw invalidCredentials();
        return { _id: id, passwordHash: user.passwordHash };
    }
    /**
     * The one write that ends all sessions but the kept one. Removing their documents comes after it, and may fail.
     * Null where the account is not as asked any more.
     */
    function raiseEpoch(of, set) {
        const { keptSession, ...rest } = set;
        return users
            .findOneAndUpdate({ ...of, status: UserStatus.ACTIVE }, {
            $inc: { sessionEpoch: 1 },
            $set: keptSession ? { ...rest, keptSession } : rest,
            ...(!keptSession && { $unset: { keptSession: 1 } }),
        }, { returnDocument: 'after' })
            .lean()
            .exec();
    }
    return {
        async register({ name, email, password }, userAgent) {
            const passwordHash = await passwords.hash(password);
            try {
                const record = await users.create({ name: name.trim(), email: normalizeEmail(email), passwordHash });
                return await signIn(record.toObject(), userAgent);
            }
            catch (error) {
                if (isDuplicateKey(error))
                    throw emailTaken();
                throw error;
            }
        },
        async login({ email, password }, userAgent) {
            const record = await users
                .findOne({ email: normalizeEmail(email) })
                .lean()
                .exec();
            const matches = await passwords.matches(password, record?.passwordHash);
            if (!record || !matches || record.status !== UserStatus.ACTIVE)
                throw invalidCredentials();
            // The session is of the epoch of the password that was compared: should it be changed by now, it is over.
            return signIn(record, userAgent);
        },
        async refreshSession(refreshToken) {
            const check = tokens.verifyRefresh(refreshToken);
            const refreshed = check.ok ? await sessions.refresh(check.claims) : null;
            if (!refreshed)
                throw unauthenticated();
            return grant(refreshed.user, refreshed.session);
        },
        async authenticate(token) {
            const check = tokens.verify(token);
            if (!check.ok || !(await life.isLive(check.claims)))
                return null;
            const { userId, sessionId, expiresAt } = check.claims;
            return { id: userId, sessionId, expiresAt };
        },
        checkToken: (token) => tokens.verify(token),
        isLive: (session) => life.isLive(session),
        watch: (session, onEnd) => life.watch(session, onEnd),
        async getUser(userId) {
            const record = await users.findById(userId).lean().exec();
            if (!record)
                throw unauthenticated();
            return toUser(record);
        },
        async sessions(viewer) {
            return (await sessions.list(viewer.id)).map((record) => toSession(record, viewer));
        },
        async revokeSession(viewer, id) {
            const ended = parseObjectId(id) && (await sessions.end(viewer.id, id.toLowerCase()));
            if (!ended)
                throw notFound('Session');
            return toSession(ended, viewer);
        },
        async logout(viewer) {
            await sessions.end(viewer.id, viewer.sessionId);
        },
        async logoutEverywhere(viewer) {
            if (!(await raiseEpoch({ _id: viewer.id }, {})))
                throw unauthenticated();
            return sessions.removeAll(viewer.id);
        },
        async changePassword(viewer, { currentPassword, newPassword }) {
            const compared = await passwordHashOf(viewer, currentPassword);
            const passwordHash = await passwords.hash(newPassword);
            const keptSession = new Types.ObjectId(viewer.sessionId);
            const changed = await raiseEpoch(compared, { passwordHash, keptSession });
            // The password was changed meanwhile.
            if (!changed)
                throw invalidCredentials();
            await sessions.removeAll(viewer.id, viewer.sessionId);
            return toUser(changed);
        },
        async deleteAccount(viewer, password) {
            const compared = await passwordHashOf(viewer, password);
            const shut = await raiseEpoch(compared, {
                // The email is free at once: no address looks like this one.
                email: `erased:${viewer.id}`,
                name: '-',
                passwordHash: '-',
                status: UserStatus.INACTIVE,
                erasedAt: new Date(),
            });
            if (!shut)
                throw invalidCredentials();
            await sessions.removeAll(viewer.id);
            await erasure.erase(viewer.id);
        },
    };
}
function toUser({ _id, name, email, status, createdAt }) {
    return { id: _id.toHexString(), name, email, status, createdAt };
}
function toSession({ _id, createdAt, lastSeenAt, userAgent }, viewer) {
    const id = _id.toHexString();
    return { id, createdAt, lastSeenAt, userAgent: userAgent ?? null, current: id === viewer.sessionId };
}
//# sourceMappingURL=auth.service.js.map