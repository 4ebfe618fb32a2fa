import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { LONGEST_TEXT } from '../../text/text.js';
import { ContentType } from '../../writing/content-type.js';
import { TITLE_LENGTH } from './title.js';

/** In which order `contents` lists. */
export enum ContentOrder {
  NEWEST = 'NEWEST',
  OLDEST = 'OLDEST',
  RECENTLY_UPDATED = 'RECENTLY_UPDATED',
  TITLE = 'TITLE',
}

registerEnumType(ContentType, {
  name: 'ContentType',
  description: 'What kind of writing it is.',
  valuesConfig: {
    BLOG_POST_OUTLINE: { description: 'Title, introduction, 5 to 7 sections with points, conclusion.' },
    PRODUCT_DESCRIPTION: { description: 'Persuasive copy with features, benefits and a call to action.' },
    SOCIAL_MEDIA_CAPTION: { description: 'Engaging words with emoji and hashtags.' },
  },
});
registerEnumType(ContentOrder, {
  name: 'ContentOrder',
  description: 'In which order the library lists; ties are broken by id.',
  valuesConfig: {
    NEWEST: { description: 'Latest made first.' },
    OLDEST: { description: 'First made first.' },
    RECENTLY_UPDATED: { description: 'Latest changed first.' },
    TITLE: { description: 'By title, upper and lower case alike.' },
  },
});

const TITLE = `1 to ${TITLE_LENGTH} characters`;
const BODY = '0 to 100,000 characters';

@ObjectType({ simpleResolvers: true, description: 'A piece of writing in its owner’s library.' })
export class Content {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: `${TITLE}.` })
  title!: string;

  @Field(() => ContentType, { description: 'What kind of writing it is.' })
  type!: ContentType;

  @Field(() => String, {
    description: `The writing itself, as inert text; ${BODY}. A piece of an earlier version may be longer.`,
  })
  body!: string;

  @Field(() => Int, {
    description:
      'Counts its changes, from 1. Sent along with a change, it keeps that from overwriting another one.',
  })
  version!: number;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'A piece in a list, with its place in it.' })
export class ContentEdge {
  @Field(() => String, { description: 'Its place in this list, for `after`.' })
  cursor!: string;

  @Field(() => Content, { description: 'The piece.' })
  node!: Content;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One page of the library, after the Relay cursor connections specification.',
})
export class ContentConnection {
  @Field(() => [ContentEdge], { description: 'The pieces of this page, in order.' })
  edges!: ContentEdge[];

  @Field(() => PageInfo, { description: 'Whether there is more.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many pieces match on all pages; counted only when it is asked for.' })
  totalCount(): Promise<number> {
    return this.count();
  }
}

@InputType({ description: 'A new piece for the library.' })
export class CreateContentInput {
  @Text(1, TITLE_LENGTH)
  @Field(() => String, { description: `${TITLE}.` })
  title!: string;

  @Field(() => ContentType, { description: 'What kind of writing it is.' })
  type!: ContentType;

  @Text(0, LONGEST_TEXT)
  @Field(() => String, { description: `${BODY}.` })
  body!: string;
}

@InputType({ description: 'What to change of a piece; whatever is left out or null stays as it is.' })
export class UpdateContentInput {
  @Text(1, TITLE_LENGTH)
  @Field(() => String, { nullable: true, description: `${TITLE}.` })
  title?: string | null;

  @Field(() => ContentType, { nullable: true, description: 'What kind of writing it is.' })
  type?: ContentType | null;

  /** Judged by the service, which knows what is there already. */
  @Field(() => String, {
    nullable: true,
    description: `${BODY}; or as it is, however long an earlier version let it be.`,
  })
  body?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The `version` that the change was made from: if it is no longer that, the answer is CONFLICT and nothing changes. Without it the change is made whatever came between.',
  })
  version?: number | null;
}

@ArgsType()
export class ContentsArgs extends PageArgs {
  @Text(0, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Pieces that hold each of these words, in any order, in the title, the type (as people read it, such as "Blog Post Outline") or the body. A part of a word is found too. Words in quotation marks are a phrase, which one of the three must hold as it stands. Case, accents, vowel points and the width of characters make no difference ("creme strasse" finds "Crème, Straße"), nor do invisible characters, nor the kinds of white space, apostrophes and dashes. Words end at white space: in a script without it, what is written together is looked for together. Never a pattern; 200 characters at most; nothing but white space matches all.',
  })
  search?: string | null;

  @Field(() => ContentType, { nullable: true, description: 'Pieces of this type only.' })
  type?: ContentType | null;

  @Field(() => ContentOrder, { defaultValue: ContentOrder.NEWEST, description: 'In which order.' })
  orderBy!: ContentOrder;
}
