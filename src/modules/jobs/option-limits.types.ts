import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'The limits of options on a server.' })
export class OptionLimits {
  @Field(() => [String], {
    description:
      'The models that `options.model` may name: those that the server uses without it, in their order, then others that the operator allows.',
  })
  models!: string[];

  @Field(() => Float, { description: 'The highest `options.temperature`.' })
  maxTemperature!: number;
}
