import { Field, Int, ObjectType } from 'type-graphql';

/** The most tags of a piece, and of a call. */
export const MAX_TAGS = 20;
/** The longest tag, in characters. */
export const TAG_LENGTH = 40;

@ObjectType({ simpleResolvers: true, description: 'A tag of the library.' })
export class ContentTag {
  @Field(() => String, { description: 'The tag, as one of the pieces has it.' })
  tag!: string;

  @Field(() => Int, { description: 'The number of pieces in the library that have it.' })
  count!: number;
}
