import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Text, Texts } from '../../graphql/input.js';

const LIMITS = { name: 80, description: 1_000, samples: 3, sample: 1_000 } as const;
const NAME = `The name, 1 to ${LIMITS.name} characters`;
const DESCRIPTION = `How the brand writes, 1 to ${LIMITS.description} characters`;
const SAMPLES = `Texts in this voice, ${LIMITS.samples} at most, each of 1 to ${LIMITS.sample} characters`;

@ObjectType({
  simpleResolvers: true,
  description: 'A brand voice: how the viewer’s brand writes. `options.brandVoice` of a request names it.',
})
export class BrandVoice {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: `${NAME}.` })
  name!: string;

  @Field(() => String, { description: `${DESCRIPTION}.` })
  description!: string;

  @Field(() => [String], { description: `${SAMPLES}.` })
  samples!: string[];

  @Field(() => Date, { description: 'When the voice was created.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When the voice last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'A new brand voice.' })
export class CreateBrandVoiceInput {
  @Text(1, LIMITS.name)
  @Field(() => String, { description: `${NAME}.` })
  name!: string;

  @Text(1, LIMITS.description)
  @Field(() => String, { description: `${DESCRIPTION}.` })
  description!: string;

  @Texts(LIMITS.samples, 1, LIMITS.sample)
  @Field(() => [String], { nullable: true, description: `${SAMPLES}. None by default.` })
  samples?: string[] | null;
}

@InputType({ description: 'Changes of a brand voice. What is missing or null stays the same.' })
export class UpdateBrandVoiceInput {
  @Text(1, LIMITS.name)
  @Field(() => String, { nullable: true, description: `${NAME}.` })
  name?: string | null;

  @Text(1, LIMITS.description)
  @Field(() => String, { nullable: true, description: `${DESCRIPTION}.` })
  description?: string | null;

  @Texts(LIMITS.samples, 1, LIMITS.sample)
  @Field(() => [String], { nullable: true, description: `${SAMPLES}. They replace the present ones.` })
  samples?: string[] | null;
}
