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

@ObjectType({
  simpleResolvers: true,
  description:
    'What a user may use in the present calendar month (UTC), and what has been used of it. While used and promised together reach a limit, `generateContent` and `retryJob` are refused with BUDGET_EXCEEDED.',
})
export class Budget {
  @Field(() => Float, { nullable: true, description: 'The limit in US dollars; null for none.' })
  limitUsd!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The limit in tokens, read and written; null for none.',
  })
  limitTokens!: number | null;

  @Field(() => Float, { description: 'The cost so far in US dollars, as the provider reports it.' })
  usedUsd!: number;

  @Field(() => Float, { description: 'The tokens so far, as the provider reports them.' })
  usedTokens!: number;

  @Field(() => Float, {
    description:
      'An estimate for the unfinished jobs in US dollars: the mean cost of recent jobs of their types.',
  })
  promisedUsd!: number;

  @Field(() => Float, {
    description:
      'An estimate for the unfinished jobs in tokens: their prompts, and the maximum length of a text.',
  })
  promisedTokens!: number;

  @Field(() => Date, { description: 'When the next month begins.' })
  resetsAt!: Date;
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
