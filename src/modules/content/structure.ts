import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
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
  @Field(() => String, { description: 'The heading, without a number.' })
  heading!: string;

  @Field(() => [String], { description: 'The points that the section covers.' })
  points!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'The parts of a blog post outline.' })
export class BlogPostOutline implements outline.BlogPostOutline {
  @Field(() => String, { description: 'The title of the post.' })
  title!: string;

  @Field(() => String, { description: 'The text before the first section.' })
  introduction!: string;

  @Field(() => [OutlineSection], { description: 'The sections in order; the form expects 5 to 7.' })
  sections!: OutlineSection[];

  @Field(() => String, { description: 'The text after the last section.' })
  conclusion!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The parts of a product description.' })
export class ProductDescription implements description.ProductDescription {
  @Field(() => String, { description: 'The headline, or the first words.' })
  headline!: string;

  @Field(() => String, { description: 'The paragraphs about the product, separated by blank lines.' })
  body!: string;

  @Field(() => [String], { description: 'The features and their benefits; the form expects at least 3.' })
  features!: string[];

  @Field(() => String, { description: 'The call to action.' })
  callToAction!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The parts of a social media caption.' })
export class SocialMediaCaption implements caption.SocialMediaCaption {
  @Field(() => String, { description: 'The caption without the hashtags at its end.' })
  text!: string;

  @Field(() => [String], { description: 'The emoji in order; the form expects at least one.' })
  emoji!: string[];

  @Field(() => [String], { description: 'The hashtags in order, with `#`; the form expects 2 to 8.' })
  hashtags!: string[];

  @Field(() => Int, {
    description: 'The length of the whole caption in Unicode code points; the form expects at most 2200.',
  })
  characterCount!: number;
}

export const ContentStructure = createUnionType({
  name: 'ContentStructure',
  description: 'The parts of a text, by content type.',
  // Resolved by instanceof: a compiled document can't wait for type-graphql's asynchronous resolveType.
  types: () => [BlogPostOutline, ProductDescription, SocialMediaCaption] as const,
});

const CLASSES = {
  [ContentType.BLOG_POST_OUTLINE]: BlogPostOutline,
  [ContentType.PRODUCT_DESCRIPTION]: ProductDescription,
  [ContentType.SOCIAL_MEDIA_CAPTION]: SocialMediaCaption,
};

/** Parses one text at a time, so that the process serves other requests during a long list. */
const oneAtATime = pLimit(1);

/** The parts of a text; null for a text that does not have the form of its type. */
export function structureOf(type: ContentType, text: string): Promise<Structure | null> {
  return oneAtATime(async () => {
    await yieldToEventLoop();
    const structure = FORMS[type].structure(text);
    return structure && Object.assign(new CLASSES[type](), structure);
  });
}
