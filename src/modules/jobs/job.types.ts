import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { LONGEST_PROMPT, MAX_VARIABLES } from '../../text/template.js';
import { LONGEST_ZONE } from '../../time/wall-time.js';
import { ContentType } from '../../writing/content-type.js';
import { VariableValueInput } from '../templates/template.types.js';
import { JobStatus } from './model/job.model.js';
import { Job } from './model/job.types.js';
import { GenerationOptionsInput } from './options.input.js';

const OPTIONS =
  'The options of the text. Each overrides the same option of the template. Null and `{}` set none.';

/** The longest delay of a job: 30 days, in seconds. */
export const MAX_DELAY_SECONDS = 30 * 86_400;

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of jobs.' })
export class JobEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => Job, { description: 'The job.' })
  node!: Job;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of jobs, as the Relay cursor connections specification defines it.',
})
export class JobConnection {
  @Field(() => [JobEdge], { description: 'The jobs of this page, newest first.' })
  edges!: JobEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, {
    complexity: 20,
    description: 'The number of matching jobs on all pages. Counted only when selected.',
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}

@InputType({
  description: 'What a text is about: either a `prompt` with its `type`, or a `templateId` with `variables`.',
})
export class TextRequestInput {
  @Text(1, LONGEST_PROMPT)
  @Field(() => String, {
    nullable: true,
    description: `What the text is about, 1 to ${LONGEST_PROMPT} characters. Give either this or \`templateId\`.`,
  })
  prompt?: string | null;

  @Field(() => ContentType, {
    nullable: true,
    description:
      'The type of the text. Required with `prompt`; with `templateId` it may be absent, or must be that of the template.',
  })
  type?: ContentType | null;

  @Field(() => ID, {
    nullable: true,
    description: `The template that the prompt is rendered from. The result is at most ${LONGEST_PROMPT} characters. Give either this or \`prompt\`.`,
  })
  templateId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the template; the current one by default.',
  })
  templateVersion?: number | null;

  @ArrayMaxSize(MAX_VARIABLES, { message: `must be ${MAX_VARIABLES} at most` })
  @ValidateNested({ each: true })
  @Field(() => [VariableValueInput], {
    nullable: true,
    description:
      'The values of the template’s variables. Those without a value get their defaults. Errors name all that is missing, unknown or not of its type at once.',
  })
  variables?: VariableValueInput[] | null;

  @ValidateNested()
  @Field(() => GenerationOptionsInput, { nullable: true, description: OPTIONS })
  options?: GenerationOptionsInput | null;
}

@InputType({
  description:
    'A point in time: a wall time in a time zone, or a time with an offset. A wall time that the change to daylight saving skips is later by the length of the gap; one that exists twice is the first.',
})
export class ScheduleTimeInput {
  @Text(1, 40)
  @Field(() => String, {
    description:
      'The date and the time of day: `2026-12-24T08:00:00` with `timeZone`, or `2026-12-24T08:00:00+01:00` without.',
  })
  at!: string;

  @Text(1, LONGEST_ZONE)
  @Field(() => String, {
    nullable: true,
    description: 'The IANA time zone of a time without an offset, such as `Europe/Berlin`.',
  })
  timeZone?: string | null;
}

@InputType({
  description: 'The text to generate: either a `prompt` with its `type`, or a `templateId` with `variables`.',
})
export class GenerateContentInput extends TextRequestInput {
  @Min(0, { message: 'must be 0 or more' })
  @Max(MAX_DELAY_SECONDS, { message: `must be at most ${MAX_DELAY_SECONDS}, which is 30 days` })
  @Field(() => Int, {
    nullable: true,
    description:
      'The delay before the job starts, in seconds, 0 to 2592000 (30 days). Defaults to the server’s setting, 60 unless configured.',
  })
  delaySeconds?: number | null;

  @ValidateNested()
  @Field(() => ScheduleTimeInput, {
    nullable: true,
    description:
      'When the job starts: in the future, 366 days ahead at most. Not together with `delaySeconds`.',
  })
  scheduledFor?: ScheduleTimeInput | null;

  @Text(1, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Makes the request safe to repeat: the same key with the same prompt or template and variables, type, delay or start, and options returns the same job, and with other input it is a CONFLICT. 1 to 200 characters, unique to the user, valid as long as the job exists.',
  })
  idempotencyKey?: string | null;
}

@ArgsType()
export class JobsArgs extends PageArgs {
  @Field(() => [JobStatus], {
    nullable: true,
    description: 'Returns only jobs in one of these statuses. Empty or null: all statuses.',
  })
  status?: JobStatus[] | null;

  @Field(() => ContentType, { nullable: true, description: 'Returns only jobs of this type.' })
  type?: ContentType | null;
}
