import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Platform, TextLength, Tone } from '../../../writing/options/options.js';
import './options.enums.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'A brand voice as it was when the job was created. Later changes of the voice do not change the job.',
})
export class JobBrandVoice {
  @Field(() => ID, { description: 'The id of the brand voice. The voice itself may be deleted by now.' })
  id!: string;

  @Field(() => String, { description: 'The name.' })
  name!: string;

  @Field(() => String, { description: 'How the brand writes.' })
  description!: string;

  @Field(() => [String], { description: 'Texts in this voice.' })
  samples!: string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'The options of a job, as requested. An option that was not requested is null.',
})
export class GenerationOptions {
  @Field(() => Tone, { nullable: true, description: 'How the text sounds.' })
  tone?: Tone | null;

  @Field(() => String, { nullable: true, description: 'How the text sounds, in free words.' })
  toneDescription?: string | null;

  @Field(() => TextLength, { nullable: true, description: 'How long the text is.' })
  length?: TextLength | null;

  @Field(() => String, {
    nullable: true,
    description: 'The language of the text, as a canonical BCP 47 tag such as `de` or `pt-BR`.',
  })
  language?: string | null;

  @Field(() => String, { nullable: true, description: 'The readers of the text.' })
  audience?: string | null;

  @Field(() => [String], { nullable: true, description: 'Words that the text must contain.' })
  keywords?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Words that the text must not contain.' })
  avoid?: string[] | null;

  @Field(() => Platform, { nullable: true, description: 'The social network that a caption is for.' })
  platform?: Platform | null;

  @Field(() => String, {
    nullable: true,
    description: 'The model that was requested, by the provider’s name for it.',
  })
  model?: string | null;

  @Field(() => Float, { nullable: true, description: 'The sampling temperature that was requested.' })
  temperature?: number | null;

  @Field(() => JobBrandVoice, { nullable: true, description: 'The brand voice of the text.' })
  brandVoice?: JobBrandVoice | null;
}
