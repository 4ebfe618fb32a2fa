import { Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../../graphql/pagination.js';
import { ContentType } from '../../writing/content-type.js';
import { JobStatus } from '../jobs/model/job.model.js';
import { JobAttempt, JobError } from '../jobs/model/job-attempt.types.js';
import { JobErrorCode } from '../jobs/model/job-error.js';
import type { Timestamp } from '../jobs/model/job-snapshot.js';
import { AdminUser } from './account.types.js';

/** The jobs that one call retries or cancels at most. */
const MAX_BULK = 1_000;

@ObjectType({
  simpleResolvers: true,
  description: 'A job of any user, as administrators see it: without its text, which is its owner’s.',
})
export class AdminJob {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => AdminUser, {
    nullable: true,
    description: 'The owner; null while a deleted account is being removed.',
  })
  user!: AdminUser | null;

  @Field(() => String, { description: 'What the text is about, as requested.' })
  prompt!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What to change, for a job that changes a text; null for any other.',
  })
  instruction!: string | null;

  @Field(() => ContentType, { description: 'The type of the text.' })
  type!: ContentType;

  @Field(() => JobStatus, { description: 'The status of the current run.' })
  status!: JobStatus;

  @Field(() => JobError, {
    nullable: true,
    description: 'Why the last attempt failed; null once an attempt succeeds.',
  })
  error!: JobError | null;

  @Field(() => Int, { description: 'The number of the current run, from 1.' })
  run!: number;

  @Field(() => Int, { description: 'The number of attempts started in the current run.' })
  attempts!: number;

  @Field(() => [JobAttempt], {
    description: 'The attempts of all runs, oldest first. The newest 50 at most.',
  })
  attemptHistory!: JobAttempt[];

  @Field(() => ID, { description: 'The id of the request that started the run, as in the logs.' })
  requestId!: string;

  @Field(() => Date, { description: 'The earliest time at which the job starts.' })
  scheduledFor!: Timestamp;

  @Field(() => Date, { nullable: true, description: 'When the first attempt of the current run started.' })
  startedAt!: Timestamp | null;

  @Field(() => Date, { nullable: true, description: 'When the job reached a terminal status.' })
  completedAt!: Timestamp | null;

  @Field(() => Date, { description: 'When the job was created.' })
  createdAt!: Timestamp;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of jobs of all users.' })
export class AdminJobEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => AdminJob, { description: 'The job.' })
  node!: AdminJob;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of jobs of all users, as the Relay cursor connections specification defines it.',
})
export class AdminJobConnection {
  @Field(() => [AdminJobEdge], { description: 'The jobs of this page, newest first.' })
  edges!: AdminJobEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;
}

@ArgsType()
@InputType({ description: 'Jobs of all users for which everything that is given holds.' })
export class AdminJobFilter {
  @Field(() => [JobStatus], {
    nullable: true,
    description: 'Jobs in one of these statuses. Empty or null: all statuses.',
  })
  status?: JobStatus[] | null;

  @Field(() => ContentType, { nullable: true, description: 'Jobs of this type.' })
  type?: ContentType | null;

  @Field(() => ID, { nullable: true, description: 'Jobs of this user.' })
  userId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The job with this id; otherwise jobs whose prompt has all of these words, in any case. 200 characters at most.',
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'Jobs created at this time or later.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Jobs created before this time.' })
  createdBefore?: Date | null;

  @Field(() => JobErrorCode, {
    nullable: true,
    description: 'Jobs whose last attempt failed with this class of failure.',
  })
  errorCode?: JobErrorCode | null;
}

@ArgsType()
export class AdminBulkArgs {
  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of the jobs, as many as `limit` at most. Give either this or `filter`.',
  })
  ids?: string[] | null;

  @Field(() => AdminJobFilter, {
    nullable: true,
    description: 'The jobs, newest first, of which `limit` are taken. Give either this or `ids`.',
  })
  filter?: AdminJobFilter | null;

  @Min(1, { message: `must be 1 to ${MAX_BULK}` })
  @Max(MAX_BULK, { message: `must be 1 to ${MAX_BULK}` })
  @Field(() => Int, { defaultValue: 100, description: `The maximum number of jobs, 1 to ${MAX_BULK}.` })
  limit!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A job that was not changed, and why.' })
export class AdminBulkRefusal {
  @Field(() => ID, { description: 'The id of the job.' })
  id!: string;

  @Field(() => String, {
    description:
      'An error code: NOT_FOUND; CONFLICT for a job in another status or of a closed account; SERVICE_UNAVAILABLE for one that was not reached in time; INTERNAL_SERVER_ERROR.',
  })
  code!: string;

  @Field(() => String, { description: 'The reason, in English.' })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The result of a change of many jobs.' })
export class AdminBulkResult {
  @Field(() => Int, { description: 'The number of jobs that were changed.' })
  done!: number;

  @Field(() => [AdminBulkRefusal], { description: 'The jobs that were not changed.' })
  refused!: AdminBulkRefusal[];

  @Field(() => Boolean, {
    description: 'Whether the filter matches more jobs than `limit`. Repeat the call for those.',
  })
  more!: boolean;
}
