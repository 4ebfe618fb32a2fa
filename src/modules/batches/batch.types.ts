import { ArrayMaxSize, Max, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { Node } from '../../graphql/node.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { MAX_DELAY_SECONDS, TextRequestInput } from '../jobs/job.types.js';
import { JobStatus } from '../jobs/model/job.model.js';
import { GenerationOptionsInput } from '../jobs/options.input.js';
import { VariableValueInput } from '../templates/template.types.js';

/** The most jobs of a batch. */
export const MAX_JOBS = 100;
const MAX_VARIATIONS = 5;

@ObjectType({ simpleResolvers: true, description: 'The number of a batch’s jobs in each status.' })
export class BatchCounts {
  @Field(() => Int, { description: 'Jobs that are QUEUED.' })
  queued!: number;

  @Field(() => Int, { description: 'Jobs that are PROCESSING.' })
  processing!: number;

  @Field(() => Int, { description: 'Jobs that are RETRYING.' })
  retrying!: number;

  @Field(() => Int, { description: 'Jobs that are COMPLETED, also if they were removed since.' })
  completed!: number;

  @Field(() => Int, { description: 'Jobs that are FAILED, also if they were removed since.' })
  failed!: number;

  @Field(() => Int, { description: 'Jobs that are CANCELED, also if they were removed since.' })
  canceled!: number;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A batch: jobs that were requested together. It is kept as long as its jobs.',
})
export class Batch implements Node {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** The owner; not in the schema. */
  userId!: string;

  /** The stored counts; not in the schema. */
  ended!: Pick<BatchCounts, 'completed' | 'failed' | 'canceled'>;

  @Field(() => Int, { description: 'The number of its jobs.' })
  total!: number;

  @Field(() => Float, { description: 'The part of the jobs that have ended, from 0 to 1.' })
  progress!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'When the last job ended; null while some are unfinished.',
  })
  completedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When the owner canceled it; null otherwise, and once a job of it was retried.',
  })
  canceledAt!: Date | null;

  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  /** Of the jobs that have ended; not in the schema. */
  firstStart!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of batches.' })
export class BatchEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => Batch, { description: 'The batch.' })
  node!: Batch;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of batches, as the Relay cursor connections specification defines it.',
})
export class BatchConnection {
  @Field(() => [BatchEdge], { description: 'The batches of this page, newest first.' })
  edges!: BatchEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;
}

@InputType({
  description:
    'The texts of a batch: either `items`, or a `templateId` with `variableSets`. At most 100 jobs in all.',
})
export class GenerateBatchInput {
  @ArrayMaxSize(MAX_JOBS, { message: `must be 1 to ${MAX_JOBS}` })
  @ValidateNested({ each: true })
  @Field(() => [TextRequestInput], {
    nullable: true,
    description: 'The texts, 1 to 100. Errors name each by its index, such as `items.3.prompt`.',
  })
  items?: TextRequestInput[] | null;

  @Field(() => ID, { nullable: true, description: 'The template of all texts.' })
  templateId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the template; the current one by default.',
  })
  templateVersion?: number | null;

  @ArrayMaxSize(MAX_JOBS, { message: `must be 1 to ${MAX_JOBS}` })
  @ValidateNested({ each: true })
  @Field(() => [[VariableValueInput]], {
    nullable: true,
    description:
      'The values of the template’s variables for each text, 1 to 100. Errors name each by its index, such as `variableSets.3.topic`.',
  })
  variableSets?: VariableValueInput[][] | null;

  @ValidateNested()
  @Field(() => GenerationOptionsInput, {
    nullable: true,
    description:
      'The options of all texts. Each overrides the same option of a template, and is overridden by that of an item.',
  })
  options?: GenerationOptionsInput | null;

  @Min(1, { message: `must be 1 to ${MAX_VARIATIONS}` })
  @Max(MAX_VARIATIONS, { message: `must be 1 to ${MAX_VARIATIONS}` })
  @Field(() => Int, {
    defaultValue: 1,
    description: `How many jobs each text gets, 1 to ${MAX_VARIATIONS}.`,
  })
  variations!: number;

  @Min(0, { message: 'must be 0 or more' })
  @Max(MAX_DELAY_SECONDS, { message: `must be at most ${MAX_DELAY_SECONDS}, which is 30 days` })
  @Field(() => Int, {
    nullable: true,
    description: 'The delay before the jobs start, in seconds, as in `generateContent`.',
  })
  delaySeconds?: number | null;

  @Text(1, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Makes the request safe to repeat: the same key with the same input returns the same batch, and with other input it is a CONFLICT. 1 to 200 characters, unique among the user’s batches, valid as long as the batch exists.',
  })
  idempotencyKey?: string | null;
}

@ArgsType()
export class BatchesArgs extends PageArgs {}

@ArgsType()
export class BatchJobsArgs extends PageArgs {
  @Field(() => [JobStatus], {
    nullable: true,
    description: 'Returns only jobs in one of these statuses. Empty or null: all statuses.',
  })
  status?: JobStatus[] | null;
}

@ArgsType()
export class BatchProgressArgs {
  @Field(() => ID, { description: 'The id of the batch.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'A cursor of the viewer’s events. Sends the progress after it first, in order. Without it, the present state comes first.',
  })
  after?: string | null;
}
