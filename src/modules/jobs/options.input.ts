import { Max, Min } from 'class-validator';
import { Field, Float, ID, InputType } from 'type-graphql';
import { AnyText, Text, Texts } from '../../graphql/input.js';
import { Platform, TextLength, Tone } from '../../writing/options/options.js';
import './model/options.enums.js';

/** The most words that `keywords` and `avoid` take. */
export const MAX_WORDS = 10;

@InputType({
  description:
    'What a request asks of its text besides the type and the prompt. All options are optional. With a template or a batch that has options, an absent one is theirs, and null or an empty list turns it off.',
})
export class GenerationOptionsInput {
  @Field(() => Tone, { nullable: true, description: 'How the text sounds.' })
  tone?: Tone | null;

  @Text(1, 200)
  @Field(() => String, {
    nullable: true,
    description: 'How the text sounds, in free words, 1 to 200 characters. With `tone`, it adds to it.',
  })
  toneDescription?: string | null;

  @Field(() => TextLength, {
    nullable: true,
    description:
      'How long the text is. Checked as `wordCount`. Without it, a text has the usual number of sections, and any number of words unless its type says otherwise.',
  })
  length?: TextLength | null;

  @AnyText(100)
  @Field(() => String, {
    nullable: true,
    description:
      'The language of the text, as a BCP 47 tag of a language that the server knows, such as `de` or `pt-BR`; stored in canonical form. Without it, the language of the prompt.',
  })
  language?: string | null;

  @Text(1, 200)
  @Field(() => String, { nullable: true, description: 'The readers of the text, 1 to 200 characters.' })
  audience?: string | null;

  @Texts(MAX_WORDS, 1, 80)
  @Field(() => [String], {
    nullable: true,
    description:
      'Up to 10 words or phrases of 1 to 80 characters that the text must contain. Checked as `keywords`, without regard to case.',
  })
  keywords?: string[] | null;

  @Texts(MAX_WORDS, 1, 80)
  @Field(() => [String], {
    nullable: true,
    description:
      'Up to 10 words or phrases of 1 to 80 characters that the text must not contain. Checked as `avoid`, without regard to case.',
  })
  avoid?: string[] | null;

  @Field(() => Platform, {
    nullable: true,
    description:
      'The social network that a caption is for. Its limits become checks. BAD_USER_INPUT with any other type.',
  })
  platform?: Platform | null;

  @AnyText(200)
  @Field(() => String, {
    nullable: true,
    description:
      'The model that writes the text, by the provider’s name for it: one that the server’s settings allow. No other model replaces it. Without it, the models of the settings.',
  })
  model?: string | null;

  @Min(0, { message: 'must be 0 or more' })
  @Max(2, { message: 'must be at most 2' })
  @Field(() => Float, {
    nullable: true,
    description:
      'The sampling temperature, from 0 to 2 or to the server’s own maximum. Without it, the server’s setting. A model that takes no temperature ignores it.',
  })
  temperature?: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The id of one of the viewer’s brand voices. The job keeps the voice as it is now. NOT_FOUND for an unknown id.',
  })
  brandVoice?: string | null;
}
