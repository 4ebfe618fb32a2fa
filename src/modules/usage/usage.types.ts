import { Max, Min } from 'class-validator';
import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';

/** A period up to now, in UTC. */
export enum UsagePeriod {
  DAY = 'DAY',
  MONTH = 'MONTH',
  YEAR = 'YEAR',
}
registerEnumType(UsagePeriod, {
  name: 'UsagePeriod',
  description: 'A period up to now, in UTC.',
  valuesConfig: {
    DAY: { description: 'Since midnight.' },
    MONTH: { description: 'Since the first day of the month.' },
    YEAR: { description: 'Since the first day of the year.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'What a user’s attempts used, as the providers report it; also of jobs that were removed. Nothing is estimated.',
})
export class Usage {
  @Field(() => Int, { description: 'The number of ended attempts that reported usage.' })
  attempts!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Tokens of the prompts, a whole number; null where no attempt reported any.',
  })
  promptTokens!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Tokens that models wrote, a whole number; null where no attempt reported any.',
  })
  completionTokens!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The cost in US dollars; null where no attempt reported any.',
  })
  costUsd!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The usage of one day.' })
export class DailyUsage extends Usage {
  @Field(() => String, { description: 'The day in UTC, as `YYYY-MM-DD`.' })
  day!: string;
}

/** The most days that `usageByDay` returns. */
const MAX_DAYS = 366;

@ArgsType()
export class UsageByDayArgs {
  @Min(1, { message: 'must be 1 or more' })
  @Max(MAX_DAYS, { message: `must be at most ${MAX_DAYS}` })
  @Field(() => Int, { defaultValue: 30, description: 'The number of days up to today, 1 to 366.' })
  days!: number;
}
