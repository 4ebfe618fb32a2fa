import { trusted } from 'mongoose';
import { Field, InputType } from 'type-graphql';
import { Text, Texts } from '../../graphql/input.js';
import { parseObjectId } from '../../infra/object-id.js';
import { searchTerms } from '../../text/search-text.js';
import { ContentType } from '../../writing/content-type.js';
import { MAX_TAGS, TAG_LENGTH } from './content-label.types.js';
import { ContentOrigin } from './content-origin.js';
import { type ContentFilter, contentFilter } from './content-search.js';

/** The longest search, in characters. */
const LONGEST_SEARCH = 200;

@InputType({
  description:
    'A filter of the library, with the meaning of the arguments of `contents`. All pieces by default.',
})
export class ContentFilterInput implements ContentFilter {
  @Text(0, LONGEST_SEARCH)
  @Field(() => String, {
    nullable: true,
    description:
      'Only pieces with all of these words, as `contents(search:)` finds them. At most 200 characters.',
  })
  search?: string | null;

  @Field(() => ContentType, { nullable: true, description: 'Only pieces of this type.' })
  type?: ContentType | null;

  @Texts(MAX_TAGS, 0, TAG_LENGTH)
  @Field(() => [String], {
    nullable: true,
    description: 'Only pieces with all of these tags, at most 20, whatever their case.',
  })
  tags?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only pieces with a star, or only those without.' })
  starred?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Only pieces created at this time or later.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Only pieces created before this time.' })
  createdBefore?: Date | null;

  @Field(() => ContentOrigin, { nullable: true, description: 'Only pieces of this origin.' })
  origin?: ContentOrigin | null;
}

/** What is stored of a ContentFilterInput: only what is given. */
export type StoredFilter = {
  [Name in keyof ContentFilterInput]?: NonNullable<ContentFilterInput[Name]>;
};

/**
 * MongoDB's filter of a user's pieces. Words are found only in pieces that have their folded copies. With `ids`, only
 * the pieces with one of these ids; a malformed id is that of no piece.
 * @throws BAD_USER_INPUT for an invalid tag
 */
export function contentRows(
  userId: string,
  filter: ContentFilter,
  ids?: readonly string[],
): Record<string, unknown> {
  const rows: Record<string, unknown> = contentFilter(userId, filter, searchTerms(filter.search ?? ''));
  if (ids) rows._id = trusted({ $in: ids.map(parseObjectId).filter((id) => id !== null) });
  return rows;
}
