var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { Buffer } from 'node:buffer';
import { Max, Min } from 'class-validator';
import { trusted } from 'mongoose';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { badUserInput } from './errors.js';
import { nativeCollection } from './infra/mongo.js';
import { readRows } from './infra/read-rows.js';
let PageInfo = class PageInfo {
};
__decorate([
    Field(() => Boolean, { description: 'Whether there is more after this page.' }),
    __metadata("design:type", Boolean)
], PageInfo.prototype, "hasNextPage", void 0);
__decorate([
    Field(() => Boolean, { description: 'Whether this page was asked for `after` a cursor.' }),
    __metadata("design:type", Boolean)
], PageInfo.prototype, "hasPreviousPage", void 0);
__decorate([
    Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' }),
    __metadata("design:type", Object)
], PageInfo.prototype, "startCursor", void 0);
__decorate([
    Field(() => String, { nullable: true, description: 'Cursor of the last edge: the next page’s `after`.' }),
    __metadata("design:type", Object)
], PageInfo.prototype, "endCursor", void 0);
PageInfo = __decorate([
    ObjectType({
        simpleResolvers: true,
        description: 'Where a page stands in its list, after the Relay cursor connections specification.',
    })
], PageInfo);
export { PageInfo };
let PageArgs = class PageArgs {
};
__decorate([
    Min(1, { message: 'must be 1 to 100' }),
    Max(100, { message: 'must be 1 to 100' }),
    Field(() => Int, { defaultValue: 20, description: 'Length of the page, 1 to 100.' }),
    __metadata("design:type", Number)
], PageArgs.prototype, "first", void 0);
__decorate([
    Field(() => String, {
        nullable: true,
        description: 'A cursor of this list in this order; the page begins after it.',
    }),
    __metadata("design:type", Object)
], PageArgs.prototype, "after", void 0);
PageArgs = __decorate([
    ArgsType()
], PageArgs);
export { PageArgs };
const COLLATION = { locale: 'en', strength: 2 };
/** The longest that a list may take in MongoDB, in milliseconds. */
const MAX_TIME_MS = 5_000;
const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);
/**
 * Reads one page of a list by its cursor (the last row's key, so page 500 costs what page 1 does).
 * @throws BAD_USER_INPUT for a cursor that is not of this list in this order
 */
export async function readPage(request) {
    const { model, filter, order, args, fields, toNode } = request;
    const after = args.after ? decodeCursor(args.after, order, request.parseId) : null;
    // The driver itself: mongoose adds a quarter to what a page costs, and nothing that a plain read needs.
    const rows = await readRows(nativeCollection(model), {
        filter: after ? { $and: [filter, afterFilter(order, after)] } : filter,
        sort: { [order.field]: order.direction, _id: order.direction },
        limit: args.first + 1,
        maxTimeMS: MAX_TIME_MS,
        ...(fields && { projection: projectionOf([...fields, order.field]) }),
        ...(order.caseInsensitive && { collation: COLLATION }),
    });
    const more = rows.length > args.first;
    if (more)
        rows.pop();
    return {
        edges: rows.map((row) => new Edge(order, row, toNode(row))),
        pageInfo: new PagePlace(order, rows, more, after !== null),
        count: () => model.countDocuments(filter).maxTimeMS(MAX_TIME_MS).exec(),
    };
}
const projectionOf = (fields) => Object.fromEntries(fields.map((name) => [name, 1]));
/** Its cursor is made when it is asked for, which for most rows nobody does. */
class Edge {
    constructor(order, row, node) {
        this.order = order;
        this.row = row;
        this.node = node;
    }
    get cursor() {
        return encodeCursor(this.order, this.row);
    }
}
class PagePlace {
    constructor(order, rows, hasNextPage, hasPreviousPage) {
        this.order = order;
        this.rows = rows;
        this.hasNextPage = hasNextPage;
        this.hasPreviousPage = hasPreviousPage;
    }
    get startCursor() {
        return this.cursorOf(this.rows.at(0));
    }
    get endCursor() {
        return this.cursorOf(this.rows.at(-1));
    }
    cursorOf(row) {
        return row ? encodeCursor(this.order, row) : null;
    }
}
function afterFilter({ field, direction }, { key, id }) {
    const beyond = direction === 1 ? '$gt' : '$lt';
    return {
        $or: [{ [field]: trusted({ [beyond]: key }) }, { [field]: key, _id: trusted({ [beyond]: id }) }],
    };
}
function encodeCursor(order, row) {
    const value = row[order.field];
    const key = value instanceof Date ? value.getTime() : value;
    return Buffer.from(JSON.stringify([order.name, key, String(row._id)])).toString('base64url');
}
function decodeCursor(cursor, order, parseId) {
    try {
        const [name, key, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
        const parsedId = parseId(id);
        const parsedKey = typeof key === 'number' ? new Date(key) : key;
        const valid = parsedKey instanceof Date
            ? !order.caseInsensitive && !Number.isNaN(parsedKey.getTime())
            : order.caseInsensitive === true;
        if (name === order.name && parsedId !== null && valid)
            return { key: parsedKey, id: parsedId };
    }
    catch {
        // Told below, in the same words as every other cursor that is not ours.
    }
    throw badUserInput({ field: 'after', message: 'is not a cursor of this list in this order' });
}
//# sourceMappingURL=connection.js.map