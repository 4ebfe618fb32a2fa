import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Text } from '../../graphql/input.js';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { ContentType } from '../../writing/content-type.js';
import './job.enums.js';
import { FinishReason, JobStatus, RepairOutcome } from './model/job.model.js';
import { JobErrorCode } from './model/job-error.js';

/** The longest delay that may be asked for: 30 days, in seconds. */
const MAX_DELAY_SECONDS = 30 * 86_400;

@ObjectType({ simpleResolvers: true, description: 'Why an attempt or a job failed.' })
export class JobError {
  @Field(() => JobErrorCode, { description: 'The class of the failure.' })
  code!: JobErrorCode;

  @Field(() => String, { description: 'The same for people.' })
  message!: string;

  @Field(() => Boolean, { description: 'Whether asking again may succeed.' })
  retriable!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'One start of the model for a job.' })
export class JobAttempt {
  @Field(() => Int, { description: 'The run it belongs to: 1, and one more for each retryJob.' })
  run!: number;

  @Field(() => Int, { description: 'Counts from 1 within its run.' })
  number!: number;

  @Field(() => Date, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it ended; null while it goes on.' })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'The model that wrote, as the provider names it, or else the one that was asked for.',
  })
  model!: string | null;

  @Field(() => JobError, {
    nullable: true,
    description: 'Why it failed; null while it goes on, where it succeeded and where the job was canceled.',
  })
  error!: JobError | null;

  @Field(() => RepairOutcome, {
    nullable: true,
    description: 'What came of a repair; null where none was asked for.',
  })
  repair!: RepairOutcome | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One rule of a content type’s form, judged on the finished text.',
})
export class JobCheck {
  @Field(() => String, { description: 'The rule, such as `sections` or `hashtags`; stable.' })
  name!: string;

  @Field(() => Boolean, { description: 'Whether the text follows it.' })
  passed!: boolean;

  @Field(() => String, { description: 'What was found and what is asked for, in English.' })
  detail!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One generation: a prompt on its way to a text.' })
export class Job {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  /** Whose it is; not in the schema. */
  userId!: string;

  @Field(() => String, { description: 'What was asked for.' })
  prompt!: string;

  @Field(() => ContentType, { description: 'What kind of writing.' })
  type!: ContentType;

  @Field(() => JobStatus, { description: 'Where it stands.' })
  status!: JobStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'The text, once the job is COMPLETED; of a CANCELED job what was written until then. Inert text, whatever the model wrote: Unicode in NFC, without control characters, 100,000 characters at most. The model is stopped there, and `finishReason` is LENGTH.',
  })
  generatedContent!: string | null;

  @Field(() => JobError, {
    nullable: true,
    description: 'Why the last attempt failed; null once one succeeded.',
  })
  error!: JobError | null;

  @Field(() => [JobCheck], {
    description:
      'The checks of the content type’s form on the text, once the job is COMPLETED. A text that fails some is kept all the same. Empty before, and for jobs of versions without checks.',
  })
  checks!: JobCheck[];

  @Field(() => FinishReason, {
    nullable: true,
    description: 'Why the model stopped, once the job is COMPLETED.',
  })
  finishReason!: FinishReason | null;

  @Field(() => Int, { description: 'Counts from 1; each retryJob begins the next run.' })
  run!: number;

  @Field(() => Int, {
    description:
      'Attempts begun in this run: 3 at most, and one more for each that a worker gave back because it had to stop.',
  })
  attempts!: number;

  @Field(() => [JobAttempt], {
    description: 'The attempts of all runs, oldest first; of more than 50 the newest 50.',
  })
  attemptHistory!: JobAttempt[];

  @Field(() => Date, { description: 'Not begun before this moment.' })
  scheduledFor!: Date;

  @Field(() => Date, { nullable: true, description: 'When the first attempt of this run began.' })
  startedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it came to its end, whichever that was.' })
  completedAt!: Date | null;

  @Field(() => Date, { description: 'When it was accepted.' })
  createdAt!: Date;

  @Field(() => Date, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'A job in a list, with its place in it.' })
export class JobEdge {
  @Field(() => String, { description: 'Its place in this list, for `after`.' })
  cursor!: string;

  @Field(() => Job, { description: 'The job.' })
  node!: Job;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One page of jobs, after the Relay cursor connections specification.',
})
export class JobConnection {
  @Field(() => [JobEdge], { description: 'The jobs of this page, latest first.' })
  edges!: JobEdge[];

  @Field(() => PageInfo, { description: 'Whether there is more.' })
  pageInfo!: PageInfo;

  count!: () => Promise<number>;

  @Field(() => Int, { description: 'How many jobs match on all pages; counted only when it is asked for.' })
  totalCount(): Promise<number> {
    return this.count();
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'That a job came to its end, with the job as it was then.',
})
export class JobCompletedEvent {
  @Field(() => String, {
    description: 'Its place among one’s events: subscribe `after` it, and the next one comes first.',
  })
  cursor!: string;

  @Field(() => Date, { description: 'When the job ended.' })
  occurredAt!: Date;

  @Field(() => Job, { description: 'The job as it was at its end, whenever the event is read.' })
  job!: Job;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How far a job is. Drop what you have of the text beyond `offset`, then add `text`. A new attempt and a repair begin at offset 0 again, and so does a text whose beginning turns out to be the model’s reasoning.',
})
export class JobProgress {
  @Field(() => ID, { description: 'The job’s id.' })
  jobId!: string;

  @Field(() => JobStatus, { description: 'Where it stands.' })
  status!: JobStatus;

  @Field(() => Int, { description: 'The run: 1, and one more for each retryJob.' })
  run!: number;

  @Field(() => Int, { description: 'The attempt within the run; 0 before the first.' })
  attempt!: number;

  @Field(() => Int, {
    description:
      'Where `text` begins, in UTF-16 code units, which is how JavaScript counts a string’s length.',
  })
  offset!: number;

  @Field(() => String, {
    description: 'What was written from `offset` on; empty where only the status changed.',
  })
  text!: string;
}

@InputType({ description: 'What to write, of which kind, and when.' })
export class GenerateContentInput {
  @Text(1, 4_000)
  @Field(() => String, { description: 'What to write about, 1 to 4000 characters.' })
  prompt!: string;

  @Field(() => ContentType, { description: 'What kind of writing.' })
  type!: ContentType;

  @Min(0, { message: 'must be 0 or more' })
  @Max(MAX_DELAY_SECONDS, { message: `must be at most ${MAX_DELAY_SECONDS}, which is 30 days` })
  @Field(() => Int, {
    nullable: true,
    description:
      'Wait before it begins, in seconds: 0 to 2592000 (30 days). By default what the server is set to, 60.',
  })
  delaySeconds?: number | null;

  @Text(1, 200)
  @Field(() => String, {
    nullable: true,
    description:
      'Makes it safe to send the request again: the same key with the same prompt, type and delay answers with the same job, with others it is a CONFLICT. 1 to 200 characters, one’s own, good as long as the job exists.',
  })
  idempotencyKey?: string | null;
}

@ArgsType()
export class JobsArgs extends PageArgs {
  @Field(() => [JobStatus], {
    nullable: true,
    description: 'Jobs in one of these statuses only; empty or null: in any.',
  })
  status?: JobStatus[] | null;

  @Field(() => ContentType, { nullable: true, description: 'Jobs of this type only.' })
  type?: ContentType | null;
}

@ArgsType()
export class JobCompletedArgs {
  @Field(() => ID, {
    nullable: true,
    description:
      'Only the end of this job; then the subscription completes. A job that ended already sends its event at once.',
  })
  jobId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A cursor of one’s events: everything later than it comes first, in order. `"0"` is from the very first. Without it the subscription begins now.',
  })
  after?: string | null;
}
