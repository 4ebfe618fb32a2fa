import { Types, trusted } from 'mongoose';
import { readPage } from '../connection.js';
import { conflict, notFound } from '../errors.js';
import { isDuplicateKey } from '../infra/mongo.js';
import { parseObjectId } from '../infra/object-id.js';
import { ContentOrder } from './content.types.js';
import { CONTENT_TYPE_LABELS } from './content-type.js';
const ORDERS = {
    [ContentOrder.NEWEST]: { name: 'newest', field: 'createdAt', direction: -1 },
    [ContentOrder.OLDEST]: { name: 'oldest', field: 'createdAt', direction: 1 },
    [ContentOrder.RECENTLY_UPDATED]: { name: 'updated', field: 'updatedAt', direction: -1 },
    [ContentOrder.TITLE]: { name: 'title', field: 'title', direction: 1, caseInsensitive: true },
};
/** What a piece's properties are called in the API. */
const ASKED_AS = {
    title: 'title',
    type: 'type',
    body: 'body',
    changes: 'version',
    createdAt: 'createdAt',
    updatedAt: 'updatedAt',
};
const PROPERTIES = Object.keys(ASKED_AS);
const PLAIN = new Set([...Object.values(ASKED_AS), 'id', '__typename']);
/** The properties that answer for these fields; all where a field is computed, from whichever property. */
function propertiesFor(asked) {
    if ([...asked].some((field) => !PLAIN.has(field)))
        return undefined;
    return PROPERTIES.filter((name) => asked.has(ASKED_AS[name]));
}
export function createContentService({ contents }) {
    /** The filter that finds one's own piece, or null where the id can't be one. */
    function own(userId, id) {
        const contentId = parseObjectId(id);
        return contentId && { _id: contentId, userId: new Types.ObjectId(userId) };
    }
    return {
        async get(userId, id) {
            const filter = own(userId, id);
            const record = filter && (await contents.findOne(filter).lean().exec());
            return record ? toContent(record) : null;
        },
        list(userId, args, asked) {
            const filter = { userId: new Types.ObjectId(userId) };
            if (args.type)
                filter.type = args.type;
            if (args.search)
                filter.$or = searchFilter(args.search);
            return readPage({
                model: contents,
                filter,
                order: ORDERS[args.orderBy],
                args,
                fields: propertiesFor(asked),
                parseId: parseObjectId,
                toNode: toContent,
            });
        },
        async create(userId, { title, type, body }) {
            return toContent((await contents.create({ userId, title, type, body })).toObject());
        },
        async update(userId, id, { title, type, body, version }) {
            const filter = own(userId, id);
            const changes = Object.fromEntries(Object.entries({ title, type, body }).filter(([, value]) => value != null));
            const record = filter &&
                (await contents
                    .findOneAndUpdate(version == null ? filter : { ...filter, changes: version === 1 ? null : version - 1 }, { $set: changes, $inc: { changes: 1 } }, { returnDocument: 'after' })
                    .lean()
                    .exec());
            if (record)
                return toContent(record);
            if (filter && version != null && (await contents.exists(filter))) {
                throw conflict('The piece was changed meanwhile: read it again.');
            }
            throw notFound('Content');
        },
        async delete(userId, id) {
            const filter = own(userId, id);
            const record = filter && (await contents.findOneAndDelete(filter).lean().exec());
            if (!record)
                throw notFound('Content');
            return toContent(record);
        },
        async saveFromJob(userId, jobId, { title, type, body }) {
            try {
                return toContent((await contents.create({ userId, jobId, title, type, body })).toObject());
            }
            catch (error) {
                if (!isDuplicateKey(error))
                    throw error;
                const record = await contents
                    .findOne({ jobId, userId: new Types.ObjectId(userId) })
                    .lean()
                    .exec();
                // Deleted between the refusal and this read: as if it had been asked for before the deletion.
                if (!record)
                    throw notFound('Content');
                return toContent(record);
            }
        },
        async savedFromJobs(keys) {
            const userIds = [...new Set(keys.map(({ userId }) => userId))].map((id) => new Types.ObjectId(id));
            const records = await contents
                .find({ jobId: trusted({ $in: keys.map(({ jobId }) => jobId) }), userId: trusted({ $in: userIds }) })
                .lean()
                .exec();
            const byJob = new Map(records.map((record) => [`${record.userId} ${record.jobId}`, record]));
            return keys.map(({ userId, jobId }) => {
                const record = byJob.get(`${userId} ${jobId}`);
                return record ? toContent(record) : null;
            });
        },
        async removeAll(userId) {
            await contents.deleteMany({ userId: new Types.ObjectId(userId) });
        },
    };
}
/** A literal, case-insensitive match in title, type as people read it, or body. */
function searchFilter(search) {
    const pattern = trusted({ $regex: search.replace(/[\\^$.*+?()[\]{}|#\s-]/g, '\\$&'), $options: 'i' });
    const words = search.toLowerCase();
    const types = Object.keys(CONTENT_TYPE_LABELS).filter((type) => CONTENT_TYPE_LABELS[type].toLowerCase().includes(words));
    return [{ title: pattern }, { body: pattern }, ...types.map((type) => ({ type }))];
}
function toContent({ _id, title, type, body, changes = 0, createdAt, updatedAt }) {
    return { id: _id.toHexString(), title, type, body, version: changes + 1, createdAt, updatedAt };
}
//# sourceMappingURL=content.service.js.map