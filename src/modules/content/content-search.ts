import { Types, trusted } from 'mongoose';
import { fold } from '../../text/search-text.js';
import { CONTENT_TYPE_LABELS, type ContentType } from '../../writing/content-type.js';
import type { ContentsArgs } from './content.types.js';
import { tagsOf } from './content-labels.js';
import { ContentOrigin } from './content-origin.js';

/** The filters of the list. */
export type ContentFilter = Omit<ContentsArgs, 'first' | 'after' | 'orderBy'>;

/**
 * The filter for the pieces of a user.
 * @param terms the folded terms of the search
 * @throws BAD_USER_INPUT for an invalid tag
 */
export function contentFilter(userId: string, args: ContentFilter, terms: readonly string[]) {
  const filter: Record<string, unknown> = { userId: new Types.ObjectId(userId) };
  const more: object[] = terms.map(termFilter);
  if (args.type) filter.type = args.type;
  if (args.tags?.length) filter['tags.key'] = allOf(tagsOf(args.tags).map(({ key }) => key));
  if (args.starred != null) filter.starred = args.starred ? true : null;
  if (args.createdAfter != null || args.createdBefore != null) {
    filter.createdAt = trusted({
      ...(args.createdAfter != null && { $gte: args.createdAfter }),
      ...(args.createdBefore != null && { $lt: args.createdBefore }),
    });
  }
  if (args.origin === ContentOrigin.GENERATED) filter.jobId = trusted({ $type: 'string' });
  if (args.origin === ContentOrigin.WRITTEN) filter.jobId = null;
  // With the condition of its partial index, which MongoDB does not use for the value alone.
  if (args.fromJob != null) more.push({ jobId: trusted({ $type: 'string', $eq: args.fromJob }) });
  if (more.length > 0) filter.$and = more;
  return filter;
}

const allOf = (keys: string[]) => (keys.length === 1 ? keys[0] : trusted({ $all: keys }));

const TYPES = Object.entries(CONTENT_TYPE_LABELS) as [ContentType, string][];

/** A literal match in the title, the type's label or the body, ignoring case and accents. */
function termFilter(term: string) {
  const types = TYPES.filter(([, label]) => fold(label).includes(term));
  return {
    $or: [holds('$foldedTitle', term), holds('$foldedBody', term), ...types.map(([type]) => ({ type }))],
  };
}

/** Not a regular expression, which takes MongoDB three times as long. */
const holds = (property: string, term: string) => ({
  $expr: trusted({ $gte: [{ $indexOfBytes: [property, { $literal: term }] }, 0] }),
});
