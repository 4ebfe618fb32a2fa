import { createHash } from 'node:crypto';
import type { Types } from 'mongoose';
import { z } from 'zod';
import { badUserInput } from '../../graphql/errors.js';
import type { Page, PageArgs } from '../../graphql/pagination.js';
import { nativeCollection } from '../../infra/mongo.js';
import { parseObjectId } from '../../infra/object-id.js';
import type { ContentModel, ContentRecord } from './content.model.js';

/** The longest that a list may take in MongoDB, in milliseconds. */
const MAX_TIME_MS = 5_000;

/**
 * The score of a term: in the title, at the beginning of a word there, in the body, at the beginning of a word there.
 */
const IN_TITLE = 8;
const WORD_IN_TITLE = 4;
const WORD_IN_BODY = 2;
/** Occurrences in a body that count; each is worth 1. */
const COUNTED = 4;

const textOf = (name: 'foldedTitle' | 'foldedBody') => ({ $ifNull: [`$${name}`, ''] });
const has = (text: object, part: string) => ({ $gte: [{ $indexOfBytes: [text, { $literal: part }] }, 0] });
const beginsWord = (text: object, term: string) => has({ $concat: [' ', text] }, ` ${term}`);
const worth = (condition: object, points: number) => ({ $cond: [condition, points, 0] });

/** A whole number, so that a cursor holds it exactly. */
function scoreOf(terms: readonly string[]) {
  const [title, body] = [textOf('foldedTitle'), textOf('foldedBody')];
  const points = terms.flatMap((term) => [
    worth(has(title, term), IN_TITLE),
    worth(beginsWord(title, term), WORD_IN_TITLE),
    worth(beginsWord(body, term), WORD_IN_BODY),
    { $min: [COUNTED, { $subtract: [{ $size: { $split: [body, { $literal: term }] } }, 1] }] },
  ]);
  return { $add: points };
}

interface Scored {
  _id: Types.ObjectId;
  score: number;
}

interface RelevanceRequest<Node> {
  contents: ContentModel;
  /** The terms among it. Its values must have been checked. */
  filter: Record<string, unknown>;
  /** At least one. */
  terms: readonly string[];
  args: PageArgs;
  /** The properties that `toNode` needs. */
  fields: readonly string[];
  toNode: (row: ContentRecord) => Node;
}

/**
 * A page of the best matches, the last created first among equal ones. It scores every match, so it costs as much as a
 * search without hits. The cursor is the score and the id: it stays valid while pieces change, and belongs to one
 * search.
 * @throws BAD_USER_INPUT for a cursor of another list
 */
export async function readByRelevance<Node>(request: RelevanceRequest<Node>): Promise<Page<Node>> {
  const { contents, filter, terms, args, fields, toNode } = request;
  const collection = nativeCollection<ContentRecord>(contents);
  const cursors = cursorsOf(terms);
  const after = args.after ? cursors.read(args.after) : null;
  const scored = await collection
    .aggregate<Scored>(
      [
        { $match: filter },
        { $project: { score: scoreOf(terms) } },
        ...(after
          ? [
              {
                $match: {
                  $or: [{ score: { $lt: after.score } }, { score: after.score, _id: { $lt: after._id } }],
                },
              },
            ]
          : []),
        { $sort: { score: -1, _id: -1 } },
        { $limit: args.first + 1 },
      ],
      { maxTimeMS: MAX_TIME_MS },
    )
    .toArray();
  const more = scored.length > args.first;
  if (more) scored.pop();
  const projection = Object.fromEntries(fields.map((name) => [name, 1]));
  const rows = await collection
    .find({ _id: { $in: scored.map(({ _id }) => _id) } }, { projection, maxTimeMS: MAX_TIME_MS })
    .toArray();
  const byId = new Map(rows.map((row) => [row._id.toHexString(), row]));
  const first = scored.at(0);
  const last = scored.at(-1);
  return {
    // A piece that was deleted between the two reads is left out.
    edges: scored.flatMap((place) => {
      const row = byId.get(place._id.toHexString());
      return row ? [{ cursor: cursors.write(place), node: toNode(row) }] : [];
    }),
    pageInfo: {
      hasNextPage: more,
      hasPreviousPage: after !== null,
      startCursor: first ? cursors.write(first) : null,
      endCursor: last ? cursors.write(last) : null,
    },
    count: () => collection.countDocuments(filter, { maxTimeMS: MAX_TIME_MS }),
  };
}

const cursorSchema = z.tuple([z.string(), z.int(), z.string()]);

/** Cursors of one search: the same terms in any order. */
function cursorsOf(terms: readonly string[]) {
  const digest = createHash('sha256').update(JSON.stringify(terms.toSorted())).digest('base64url');
  const name = `relevance ${digest.slice(0, 16)}`;
  return {
    write: ({ score, _id }: Scored) =>
      Buffer.from(JSON.stringify([name, score, _id.toHexString()])).toString('base64url'),
    read(cursor: string): Scored {
      try {
        if (!/^[\w-]+$/.test(cursor)) throw new Error('not base64url');
        const text = Buffer.from(cursor, 'base64url').toString('utf8');
        const [of, score, id] = cursorSchema.parse(JSON.parse(text));
        const _id = parseObjectId(id);
        if (of === name && _id) return { score, _id };
      } catch {
        // Refused below, with the message for every other invalid cursor.
      }
      throw badUserInput({ field: 'after', message: 'is not a cursor of this list in this order' });
    },
  };
}
