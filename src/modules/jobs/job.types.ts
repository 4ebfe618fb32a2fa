import { Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { ContentType } from '../../writing/content-type.js';
import { JobStatus } from './model/job.model.js';
import { Job } from './model/job.types.js';
import { GenerationOptionsInput } from './options.input.js';

/** The longest delay of a job: 30 days, in seconds. */
const MAX_DELAY_SECONDS = 30 * 86_400;

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

@InputType({ description: 'The text to generate.' })
export class GenerateContentInput {
  @Text(1, 4_000)
  @Field(() => String, { description: 'What the text is about, 1 to 4000 characters.' })
  prompt!: string;

  @Field(() => ContentType, { description: 'The type of the text.' })
  type!: ContentType;

  @Min(0, { message: 'must be 0 or more' })
  @Max(MAX_DELAY_SECONDS, { message: `must be at most ${MAX_DELAY_SECONDS}, which is 30 days` })
  @Field(() => Int, {
    nullable: true,
    description:
      'The delay before the job starts, in seconds, 0 to 2592000 (30 days). Defaults to the server’s setting, 60 unless configured.',
  })
  delaySeconds?: number | null;

  @Text(1, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Makes the request safe to repeat: the same key with the same prompt, type, delay and options returns the same job, and with other input it is a CONFLICT. 1 to 200 characters, unique to the user, valid as long as the job exists.',
  })
  idempotencyKey?: string | null;

  @ValidateNested()
  @Field(() => GenerationOptionsInput, {
    nullable: true,
    description: 'What is asked of the text besides the prompt. Null and `{}` ask for nothing.',
  })
  options?: GenerationOptionsInput | null;
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
