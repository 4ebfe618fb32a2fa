import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import type * as caption from '../../writing/caption.js';
import { ContentType } from '../../writing/content-type.js';
import type * as description from '../../writing/description.js';
import { FORMS, type Structure } from '../../writing/forms.js';
import type * as outline from '../../writing/outline.js';
import type * as outlineParts from '../../writing/outline-parts.js';

@ObjectType({ simpleResolvers: true, description: 'A section of a blog post outline.' })
export class OutlineSection implements outlineParts.OutlineSection {
  @Field(() => String, { description: 'Its heading, without a number.' })
  heading!: string;

  @Field(() => [String], { description: 'What is to be covered under it.' })
  points!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The parts of a blog post outline.' })
export class BlogPostOutline implements outline.BlogPostOutline {
  @Field(() => String, { description: 'The title of the post.' })
  title!: string;

  @Field(() => String, { description: 'What comes before the first section.' })
  introduction!: string;

  @Field(() => [OutlineSection], { description: 'The sections in order; 5 to 7 are asked for.' })
  sections!: OutlineSection[];

  @Field(() => String, { description: 'What comes after the last section.' })
  conclusion!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The parts of a product description.' })
export class ProductDescription implements description.ProductDescription {
  @Field(() => String, { description: 'The headline, or the opening words.' })
  headline!: string;

  @Field(() => String, { description: 'The paragraphs about the product; a blank line between two.' })
  body!: string;

  @Field(() => [String], { description: 'Features and their benefits; at least 3 are asked for.' })
  features!: string[];

  @Field(() => String, { description: 'What the reader is called to do.' })
  callToAction!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The parts of a social media caption.' })
export class SocialMediaCaption implements caption.SocialMediaCaption {
  @Field(() => String, { description: 'The caption without the hashtags at its end.' })
  text!: string;

  @Field(() => [String], { description: 'Every emoji in order; at least one is asked for.' })
  emoji!: string[];

  @Field(() => [String], { description: 'Every hashtag in order, with its `#`; 2 to 8 are asked for.' })
  hashtags!: string[];

  @Field(() => Int, {
    description: 'Length of the whole caption in Unicode code points; at most 2200 are asked for.',
  })
  characterCount!: number;
}

export const ContentStructure = createUnionType({
  name: 'ContentStructure',
  description: 'The parts of a text, by its content type.',
  // Told apart as instances of these: a compiled document can't wait for type-graphql's asynchronous resolveType.
  types: () => [BlogPostOutline, ProductDescription, SocialMediaCaption] as const,
});

const CLASSES = {
  [ContentType.BLOG_POST_OUTLINE]: BlogPostOutline,
  [ContentType.PRODUCT_DESCRIPTION]: ProductDescription,
  [ContentType.SOCIAL_MEDIA_CAPTION]: SocialMediaCaption,
};

/** Texts are parsed one at a time, so that a long list leaves the process room for other work. */
const inTurn = pLimit(1);

/** The parts of a text; null where it has not the form of its type. */
export function structureOf(type: ContentType, text: string): Promise<Structure | null> {
  return inTurn(async () => {
    await nextTurn();
    const structure = FORMS[type].structure(text);
    return structure && Object.assign(new CLASSES[type](), structure);
  });
}
