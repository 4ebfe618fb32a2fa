import { Field, Float, Int, ObjectType } from 'type-graphql';
import './job.enums.js';
import { RepairOutcome } from './job-attempt.js';
import { JobErrorCode } from './job-error.js';
import type { Timestamp } from './job-snapshot.js';

@ObjectType({ simpleResolvers: true, description: 'The failure of an attempt or a job.' })
export class JobError {
  @Field(() => JobErrorCode, { description: 'The class of the failure.' })
  code!: JobErrorCode;

  @Field(() => String, { description: 'Human-readable message.' })
  message!: string;

  @Field(() => Boolean, { description: 'Whether another attempt may succeed.' })
  retriable!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What the provider reports of requests to the model: tokens and cost. What it does not report is null.',
})
export class JobUsage {
  @Field(() => Int, { nullable: true, description: 'Tokens of the prompts.' })
  promptTokens!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Tokens that the model wrote, its reasoning and the texts of failed attempts and repairs included.',
  })
  completionTokens!: number | null;

  @Field(() => Float, { nullable: true, description: 'The cost in US dollars, as the provider reports it.' })
  costUsd!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The model that was paid for, by the provider’s name for it; of several, the last one.',
  })
  model!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'An attempt: one start of the model for a job.' })
export class JobAttempt {
  @Field(() => Int, { description: 'The run of the attempt.' })
  run!: number;

  @Field(() => Int, { description: 'The number of the attempt within its run, from 1.' })
  number!: number;

  @Field(() => Date, { description: 'When the attempt started.' })
  startedAt!: Timestamp;

  @Field(() => Date, { nullable: true, description: 'When the attempt ended; null while it is in progress.' })
  endedAt!: Timestamp | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The model that wrote the text, by the provider’s name for it; before the answer, the model that was requested.',
  })
  model!: string | null;

  @Field(() => JobError, {
    nullable: true,
    description:
      'Why the attempt failed; null while it is in progress, when it succeeded and when the job was canceled.',
  })
  error!: JobError | null;

  @Field(() => RepairOutcome, {
    nullable: true,
    description: 'The outcome of the repair; null when none was needed.',
  })
  repair!: RepairOutcome | null;

  @Field(() => JobUsage, {
    nullable: true,
    description:
      'The usage of the attempt, its repair included, also where it failed; null while it is in progress and where the provider reports none.',
  })
  usage?: JobUsage | null;
}
