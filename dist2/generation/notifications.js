import { parseEventCursor, unknownCursor } from './event-cursor.js';
export function createNotifications(eventLog) {
    return {
        async notifications(userId, { unreadOnly, first, after }) {
            const { latest, read } = await eventLog.marks(userId);
            const before = after == null ? latest + 1 : parseEventCursor('after', after);
            if (before > latest + 1)
                throw unknownCursor('after');
            const floor = unreadOnly ? read : 0;
            const events = await eventLog.readBefore(userId, { before, after: floor, limit: first });
            const edges = events.map(({ seq, occurredAt, job }) => {
                const cursor = String(seq);
                return { cursor, node: { cursor, occurredAt, read: seq <= read, job } };
            });
            return {
                edges,
                pageInfo: {
                    // Events have no gaps: what is left is known without a look.
                    hasNextPage: (events.at(-1)?.seq ?? 0) > floor + 1,
                    hasPreviousPage: after != null,
                    startCursor: edges.at(0)?.cursor ?? null,
                    endCursor: edges.at(-1)?.cursor ?? null,
                },
                count: async () => latest - floor,
            };
        },
        async markRead(userId, upTo) {
            if (!(await eventLog.markRead(userId, parseEventCursor('upTo', upTo))))
                throw unknownCursor('upTo');
        },
        async unreadCount(userId) {
            const { latest, read } = await eventLog.marks(userId);
            return latest - read;
        },
    };
}
//# sourceMappingURL=notifications.js.map