import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Node } from '../../../graphql/node.js';
import { ContentType } from '../../../writing/content-type.js';
import './job.enums.js';
import { FinishReason, JobStatus } from './job.model.js';
import { JobAttempt, JobError } from './job-attempt.types.js';
import type { BasisSnapshot } from './job-basis.js';
import type { Timestamp } from './job-snapshot.js';
import { GenerationOptions } from './options.types.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A check: one rule of the content type’s form, applied to the finished text.',
})
export class JobCheck {
  @Field(() => String, { description: 'The stable name of the rule, such as `sections` or `hashtags`.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the text passes the check.' })
  passed!: boolean;

  @Field(() => String, { description: 'What was found and what is expected, in English.' })
  detail!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The value of a variable, as requested.' })
export class VariableValue {
  @Field(() => String, { description: 'The name of the variable.' })
  name!: string;

  @Field(() => String, { description: 'The value.' })
  value!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The template that a job’s prompt was rendered from, as it was then. It may have been deleted since.',
})
export class JobTemplate {
  @Field(() => ID, { description: 'The id of the template.' })
  id!: string;

  @Field(() => String, { description: 'What the template was called.' })
  name!: string;

  @Field(() => Int, { description: 'The version of the template.' })
  version!: number;

  @Field(() => [VariableValue], { description: 'The values as requested; defaults are not among them.' })
  variables!: VariableValue[];
}

@ObjectType({ simpleResolvers: true, description: 'The place of a job in its batch.' })
export class JobBatch {
  @Field(() => ID, { description: 'The id of the batch.' })
  id!: string;

  @Field(() => Int, { description: 'The index of the item that it is a text for, from 0.' })
  item!: number;

  @Field(() => Int, { description: 'Which of the variations of the item it is, from 0.' })
  variation!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The due time of a schedule that a job was created for.' })
export class JobSchedule {
  @Field(() => ID, { description: 'The id of the schedule. It may be deleted by now.' })
  id!: string;

  @Field(() => Date, { description: 'The due time. No other job of the schedule has the same.' })
  dueAt!: Timestamp;
}

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A generation job: the request for one text.',
})
export class Job implements Node {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** The owner; not in the schema. */
  userId!: string;

  @Field(() => String, {
    description: 'What the text is about, as requested, or as rendered from the template.',
  })
  prompt!: string;

  @Field(() => ContentType, { description: 'The type of the text.' })
  type!: ContentType;

  @Field(() => GenerationOptions, {
    nullable: true,
    description:
      'The options of the request, which hold for every run; null for a job without options. A webhook gets them too.',
  })
  options?: GenerationOptions | null;

  @Field(() => JobBatch, {
    nullable: true,
    description: 'The place in its batch; null for a job of its own.',
  })
  batch?: JobBatch | null;

  @Field(() => JobSchedule, {
    nullable: true,
    description: 'The schedule that created it; null for a job that was requested.',
  })
  schedule?: JobSchedule | null;

  @Field(() => JobTemplate, {
    nullable: true,
    description: 'The template that `prompt` was rendered from; null for a prompt that was sent as it is.',
  })
  template?: JobTemplate | null;

  /** A resolver adds the owner and the job that the text is read by. */
  basis?: BasisSnapshot | null;

  @Field(() => JobStatus, { description: 'The status of the current run.' })
  status!: JobStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'The text of a COMPLETED job, or what was written of a CANCELED one; otherwise null. Plain Unicode in NFC without control characters, 100,000 characters at most. A longer text is cut off, with `finishReason` LENGTH.',
  })
  generatedContent!: string | null;

  @Field(() => JobError, {
    nullable: true,
    description: 'Why the last attempt failed; null once an attempt succeeds.',
  })
  error!: JobError | null;

  @Field(() => [JobCheck], {
    description:
      'The checks of the finished text. A text that fails some is kept. Empty until the job is COMPLETED, and for jobs of versions without checks.',
  })
  checks!: JobCheck[];

  @Field(() => FinishReason, {
    nullable: true,
    description: 'Why the model stopped writing; null until the job is COMPLETED.',
  })
  finishReason!: FinishReason | null;

  @Field(() => Int, {
    description: 'The number of the current run, from 1. Each `retryJob` starts the next run.',
  })
  run!: number;

  @Field(() => Int, {
    description:
      'The number of attempts started in the current run. At most 3, and one more for each that a stopping worker hands back.',
  })
  attempts!: number;

  @Field(() => [JobAttempt], {
    description: 'The attempts of all runs, oldest first. The newest 50 at most.',
  })
  attemptHistory!: JobAttempt[];

  @Field(() => Date, { description: 'The earliest time at which the job starts. `rescheduleJob` moves it.' })
  scheduledFor!: Timestamp;

  @Field(() => Date, { nullable: true, description: 'When the first attempt of the current run started.' })
  startedAt!: Timestamp | null;

  @Field(() => Date, { nullable: true, description: 'When the job reached a terminal status.' })
  completedAt!: Timestamp | null;

  @Field(() => Date, { description: 'When the job was created.' })
  createdAt!: Timestamp;

  @Field(() => Date, { description: 'When the job last changed.' })
  updatedAt!: Timestamp;
}
