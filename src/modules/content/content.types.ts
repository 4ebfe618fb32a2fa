import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { Node } from '../../graphql/node.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { LONGEST_TEXT } from '../../text/text.js';
import { CONTENT_TYPE_DESCRIPTIONS, ContentType } from '../../writing/content-type.js';
import { MAX_TAGS } from './content-label.types.js';
import { ContentOrigin } from './content-origin.js';
import { TITLE_LENGTH } from './title.js';

/** The orders of `contents`. */
export enum ContentOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  RECENTLY_UPDATED = 'RECENTLY_UPDATED',
  TITLE = 'TITLE',
  RELEVANCE = 'RELEVANCE',
}

registerEnumType(ContentType, {
  name: 'ContentType',
  description: 'The type of a text.',
  valuesConfig: Object.fromEntries(
    Object.entries(CONTENT_TYPE_DESCRIPTIONS).map(([name, description]) => [name, { description }]),
  ),
});
registerEnumType(ContentOrder, {
  name: 'ContentOrder',
  description: 'The order of a list of pieces. Ties are broken by id.',
  valuesConfig: {
    NEWEST: { description: 'Newest first.' },
    OLDEST: { description: 'Oldest first.' },
    RECENTLY_UPDATED: { description: 'Last changed first.' },
    TITLE: { description: 'By title, case-insensitive.' },
    RELEVANCE: {
      description:
        'Best match of `search` first: words in the title count most, then those at the beginning of a word, then how often they occur in the body, up to 4 times; the last created first among equal matches. A cursor belongs to one `search`, and stays valid while pieces change. Without words in `search` the same as NEWEST.',
    },
  },
});
registerEnumType(ContentOrigin, {
  name: 'ContentOrigin',
  description: 'How a piece came into the library.',
  valuesConfig: {
    GENERATED: { description: 'Saved from a job, and perhaps edited since.' },
    WRITTEN: { description: 'Created with `createContent`, or imported.' },
  },
});

const TITLE = `1 to ${TITLE_LENGTH} characters`;
const BODY = '0 to 100,000 characters';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A piece: a text in the library of its owner.',
})
export class Content implements Node {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: `${TITLE}.` })
  title!: string;

  @Field(() => ContentType, { description: 'The type of the text.' })
  type!: ContentType;

  @Field(() => String, {
    description: `The text, as plain Unicode, ${BODY}. A piece of an earlier version may be longer.`,
  })
  body!: string;

  @Field(() => Int, {
    description:
      'The version of the piece, from 1. Each change increments it. Pass it to `updateContent` to prevent lost updates.',
  })
  version!: number;

  @Field(() => [String], {
    description: `The tags of the piece, in the order in which they were added. At most ${MAX_TAGS}.`,
  })
  tags!: string[];

  @Field(() => Boolean, { description: 'Whether the piece has a star.' })
  starred!: boolean;

  @Field(() => Date, { description: 'When the piece was created.' })
  createdAt!: Date;

  @Field(() => Date, {
    description: 'When the title, the type or the body last changed. Tags and stars do not count.',
  })
  updatedAt!: Date;

  /** The job that the piece was saved from; not in the schema. */
  jobId?: string | undefined;

  /** What the job was; not in the schema. */
  snapshot?: { prompt: string; model?: string } | undefined;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of pieces.' })
export class ContentEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => Content, { description: 'The piece.' })
  node!: Content;

  /** The folded terms of the search, if `matches` is selected; not in the schema. */
  terms?: readonly string[] | undefined;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of pieces, as the Relay cursor connections specification defines it.',
})
export class ContentConnection {
  @Field(() => [ContentEdge], { description: 'The pieces of this page, in order.' })
  edges!: ContentEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, {
    complexity: 20,
    description: 'The number of matching pieces on all pages. Counted only when selected.',
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}

@InputType({ description: 'A new piece.' })
export class CreateContentInput {
  @Text(1, TITLE_LENGTH)
  @Field(() => String, { description: `${TITLE}.` })
  title!: string;

  @Field(() => ContentType, { description: 'The type of the text.' })
  type!: ContentType;

  @Text(0, LONGEST_TEXT)
  @Field(() => String, { description: `${BODY}.` })
  body!: string;
}

@InputType({ description: 'The changes of a piece. What is missing or null stays the same.' })
export class UpdateContentInput {
  @Text(1, TITLE_LENGTH)
  @Field(() => String, { nullable: true, description: `${TITLE}.` })
  title?: string | null;

  @Field(() => ContentType, { nullable: true, description: 'What kind of writing it is.' })
  type?: ContentType | null;

  /** Checked by the service, which knows the stored body. */
  @Field(() => String, {
    nullable: true,
    description: `${BODY}. The stored body of an earlier version is accepted unchanged, however long.`,
  })
  body?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` that the change is based on. If the piece has another version, nothing changes, and the error is CONFLICT. Without it, the change is made in any case.',
  })
  version?: number | null;
}

@ArgsType()
export class ContentsArgs extends PageArgs {
  @Text(0, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Returns only pieces with all of these words, in any order, in the title, the name of the type (such as "Blog Post Outline") or the body. Parts of words match. Words in quotation marks are a phrase, which has to match as a whole in one of the three. The match ignores case, accents, vowel points, the width of characters, invisible characters and the kinds of white space, apostrophes and dashes: "creme strasse" finds "Crème, Straße". Words are separated by white space only, also in scripts that use none. No patterns. At most 200 characters; white space alone matches everything.',
  })
  search?: string | null;

  @Field(() => ContentType, { nullable: true, description: 'Returns only pieces of this type.' })
  type?: ContentType | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Returns only pieces with all of these tags, at most 20, whatever their case. Empty or null: with any tags or none.',
  })
  tags?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Returns only pieces with a star, or only those without.',
  })
  starred?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Returns only pieces created at this time or later.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Returns only pieces created before this time.' })
  createdBefore?: Date | null;

  @Field(() => ContentOrigin, { nullable: true, description: 'Returns only pieces of this origin.' })
  origin?: ContentOrigin | null;

  @Field(() => ID, { nullable: true, description: 'Returns only the piece that was saved from this job.' })
  fromJob?: string | null;

  @Field(() => ContentOrder, { defaultValue: ContentOrder.NEWEST, description: 'The order of the list.' })
  orderBy!: ContentOrder;
}
