import { Min } from 'class-validator';
import { ArgsType, Field, ID, Int } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { LONGEST_TEXT } from '../../text/text.js';

/** The longest instruction, in characters. */
export const LONGEST_INSTRUCTION = 2_000;

const KEY =
  'Makes the request safe to repeat: the same key with the same arguments returns the same job, and with others it is a CONFLICT. 1 to 200 characters, unique to the user, also among the keys of `generateContent`, valid as long as the job exists.';

@ArgsType()
export class RefineJobArgs {
  @Field(() => ID, { description: 'The id of the job whose text is changed.' })
  id!: string;

  @Text(1, LONGEST_INSTRUCTION)
  @Field(() => String, {
    description: `What to change, such as "shorter", in any language. 1 to ${LONGEST_INSTRUCTION} characters.`,
  })
  instruction!: string;

  @Min(0, { message: 'must be 0 or more' })
  @Field(() => Int, {
    nullable: true,
    description:
      'The start of the passage to rewrite, in UTF-16 code units of the text, as JavaScript counts the length of a string. Not within a surrogate pair. Null: the beginning of the text.',
  })
  start?: number | null;

  @Min(0, { message: 'must be 0 or more' })
  @Field(() => Int, {
    nullable: true,
    description:
      'Where the passage ends, as `start`: what stands before it is part of the passage. The passage is not blank; white space at its ends stays. Null: the end of the text.',
  })
  end?: number | null;

  @Text(1, LONGEST_TEXT)
  @Field(() => String, {
    nullable: true,
    description: `The text to change instead of the job’s own, such as the edited body of the piece saved from it. 1 to 100,000 characters.`,
  })
  text?: string | null;

  @Text(1, 200)
  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@ArgsType()
export class ContinueJobArgs {
  @Field(() => ID, { description: 'The id of the job whose text is continued.' })
  id!: string;

  @Text(1, 200)
  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}
