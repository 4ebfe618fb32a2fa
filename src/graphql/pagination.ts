import { Buffer } from 'node:buffer';
import { Max, Min } from 'class-validator';
import { type Model, trusted } from 'mongoose';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { nativeCollection } from '../infra/mongo.js';
import { readRows } from '../infra/read-rows.js';
import { badUserInput } from './errors.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Where a page stands in its list, after the Relay cursor connections specification.',
})
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether this page was asked for `after` a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null on an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge: the next page’s `after`.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Min(1, { message: 'must be 1 to 100' })
  @Max(100, { message: 'must be 1 to 100' })
  @Field(() => Int, { defaultValue: 20, description: 'Length of the page, 1 to 100.' })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: 'A cursor of this list in this order; the page begins after it.',
  })
  after?: string | null;
}

export interface Page<Node> {
  edges: { readonly cursor: string; node: Node }[];
  pageInfo: PageInfo;
  /** Counts only when it is called: it is asked for seldom, and costs a scan. */
  count(): Promise<number>;
}

/** One way to order a list: by a field, ties broken by id in the same direction. */
export interface Order {
  name: string;
  field: string;
  direction: 1 | -1;
  /** The field is text, not a time, and letters that differ by case alone are the same place. */
  caseInsensitive?: boolean;
}

const COLLATION = { locale: 'en', strength: 2 } as const;
/** The longest that a list may take in MongoDB, in milliseconds. */
const MAX_TIME_MS = 5_000;

const cursorSchema = z.tuple([z.string(), z.union([z.string(), z.number()]), z.string()]);

interface PageRequest<Row, Node> {
  // biome-ignore lint/suspicious/noExplicitAny: mongoose's generics for query helpers play no part here
  model: Model<any>;
  /** Of values that were checked or are ours: nothing else looks at them. */
  filter: Record<string, unknown>;
  order: Order;
  args: PageArgs;
  /** The properties of a row that `toNode` needs; all of them where it is left out. */
  fields?: readonly (keyof Row & string)[] | undefined;
  parseId: (id: string) => unknown;
  toNode: (row: Row) => Node;
}

/**
 * Reads one page of a list by its cursor (the last row's key, so page 500 costs what page 1 does).
 * @throws BAD_USER_INPUT for a cursor that is not of this list in this order
 */
export async function readPage<Row extends { _id: unknown }, Node>(
  request: PageRequest<Row, Node>,
): Promise<Page<Node>> {
  const { model, filter, order, args, fields, toNode } = request;
  const after = args.after ? decodeCursor(args.after, order, request.parseId) : null;
  // The driver itself: mongoose adds a quarter to what a page costs, and nothing that a plain read needs.
  const rows = await readRows<Row>(nativeCollection(model), {
    filter: after ? { $and: [filter, afterFilter(order, after)] } : filter,
    sort: { [order.field]: order.direction, _id: order.direction },
    limit: args.first + 1,
    maxTimeMS: MAX_TIME_MS,
    ...(fields && { projection: projectionOf([...fields, order.field]) }),
    ...(order.caseInsensitive && { collation: COLLATION }),
  });
  const more = rows.length > args.first;
  if (more) rows.pop();
  return {
    edges: rows.map((row) => new Edge(order, row, toNode(row))),
    pageInfo: new PagePlace(order, rows, more, after !== null),
    count: () => model.countDocuments(filter).maxTimeMS(MAX_TIME_MS).exec(),
  };
}

const projectionOf = (fields: readonly string[]): Record<string, 1> =>
  Object.fromEntries(fields.map((name) => [name, 1]));

/** Its cursor is made when it is asked for, which for most rows nobody does. */
class Edge<Node> {
  constructor(
    private readonly order: Order,
    private readonly row: { _id: unknown },
    readonly node: Node,
  ) {}

  get cursor(): string {
    return encodeCursor(this.order, this.row);
  }
}

class PagePlace implements PageInfo {
  constructor(
    private readonly order: Order,
    private readonly rows: readonly { _id: unknown }[],
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
  ) {}

  get startCursor(): string | null {
    return this.cursorOf(this.rows.at(0));
  }

  get endCursor(): string | null {
    return this.cursorOf(this.rows.at(-1));
  }

  private cursorOf(row: { _id: unknown } | undefined): string | null {
    return row ? encodeCursor(this.order, row) : null;
  }
}

interface CursorKey {
  key: unknown;
  id: unknown;
}

function afterFilter({ field, direction }: Order, { key, id }: CursorKey) {
  const beyond = direction === 1 ? '$gt' : '$lt';
  return {
    $or: [{ [field]: trusted({ [beyond]: key }) }, { [field]: key, _id: trusted({ [beyond]: id }) }],
  };
}

function encodeCursor(order: Order, row: { _id: unknown }): string {
  const value = (row as Record<string, unknown>)[order.field];
  const key = value instanceof Date ? value.getTime() : value;
  return Buffer.from(JSON.stringify([order.name, key, String(row._id)])).toString('base64url');
}

function decodeCursor(cursor: string, order: Order, parseId: (id: string) => unknown): CursorKey {
  try {
    // Buffer skips what is not base64, so a cursor with a NUL in it would be as good as one without.
    if (!/^[\w-]+$/.test(cursor)) throw new Error('not base64url');
    const [name, key, id] = cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const parsedId = parseId(id);
    const parsedKey = typeof key === 'number' ? new Date(key) : key;
    const valid =
      parsedKey instanceof Date
        ? !order.caseInsensitive && !Number.isNaN(parsedKey.getTime())
        : order.caseInsensitive === true;
    if (name === order.name && parsedId !== null && valid) return { key: parsedKey, id: parsedId };
  } catch {
    // Told below, in the same words as every other cursor that is not ours.
  }
  throw badUserInput({ field: 'after', message: 'is not a cursor of this list in this order' });
}
