import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { Resumable } from '../../graphql/resumable.js';
import { viewerOf } from '../auth/auth-checker.js';
import { JobConnection } from '../jobs/job.types.js';
import type { Job } from '../jobs/model/job.types.js';
import {
  Batch,
  BatchConnection,
  BatchCounts,
  BatchesArgs,
  BatchJobsArgs,
  BatchProgressArgs,
  GenerateBatchInput,
} from './batch.types.js';
import type { Request } from './batches.service.js';
import type { BatchesContext } from './batches-context.js';
import { BatchProgress } from './model/batch-progress.types.js';

/** The rate limit of `generateContent`, which counts each job. */
const requestOf = ({ requestId, limits }: BatchesContext): Request => ({
  requestId,
  take: (count) => limits.take({ name: 'generations', leased: true }, 'caller', count),
});

@Resolver(() => Batch)
export class BatchResolver {
  @Authorized()
  @Mutation(() => Batch, {
    description:
      'Creates a batch with all of its jobs, or nothing. Errors: BAD_USER_INPUT, which names the items by their indexes; NOT_FOUND for an unknown template; CONFLICT for an idempotency key that was used with other input; RATE_LIMITED and BUDGET_EXCEEDED, which count all jobs together.',
  })
  generateBatch(
    @Arg('input', () => GenerateBatchInput, { description: 'The texts.' }) input: GenerateBatchInput,
    @Ctx() context: BatchesContext,
  ): Promise<Batch> {
    return context.batches.generate(viewerOf(context).id, requestOf(context), input);
  }

  @Authorized()
  @Query(() => Batch, {
    nullable: true,
    description: 'Returns one of the viewer’s batches; null if there is none with this id.',
  })
  batch(
    @Arg('id', () => ID, { description: 'The id of the batch.' }) id: string,
    @Ctx() context: BatchesContext,
  ): Promise<Batch | null> {
    return context.batches.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => BatchConnection, {
    description: 'Lists the viewer’s batches, newest first. Errors: BAD_USER_INPUT.',
  })
  batches(@Args(() => BatchesArgs) args: BatchesArgs, @Ctx() context: BatchesContext): Promise<Page<Batch>> {
    return context.batches.list(viewerOf(context).id, args);
  }

  @Authorized()
  @Mutation(() => Batch, {
    description:
      'Cancels all unfinished jobs of a batch, those that wait first, and keeps the texts written so far. A repeated call cancels what is left. Errors: NOT_FOUND, CONFLICT for a batch whose jobs have all ended.',
  })
  cancelBatch(
    @Arg('id', () => ID, { description: 'The id of the batch.' }) id: string,
    @Ctx() context: BatchesContext,
  ): Promise<Batch> {
    return context.batches.cancel(viewerOf(context).id, id);
  }

  @Authorized()
  @Mutation(() => Batch, {
    description:
      'Starts the next run of jobs of a batch, all or none; they wait for their owner’s turns. The batch is then unfinished again. Errors: NOT_FOUND, CONFLICT if there is no such job, RATE_LIMITED, BUDGET_EXCEEDED.',
  })
  retryBatch(
    @Arg('id', () => ID, { description: 'The id of the batch.' }) id: string,
    @Arg('failedOnly', () => Boolean, {
      defaultValue: true,
      description: 'Whether only FAILED jobs are retried, and CANCELED ones are not.',
    })
    failedOnly: boolean,
    @Ctx() context: BatchesContext,
  ): Promise<Batch> {
    return context.batches.retry(viewerOf(context).id, id, failedOnly, requestOf(context));
  }

  @Authorized()
  @Resumable({
    argument: 'after',
    cursorOf: (progress) => (progress as BatchProgress).cursor,
    // The first message is the present state, with its cursor.
    startOf: () => null,
  })
  @Subscription(() => BatchProgress, {
    description:
      'Sends the state of a batch, then its progress with each end of a job, each exactly once and in order; completes with the end of the batch. Errors: NOT_FOUND, BAD_USER_INPUT.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, BatchProgressArgs, BatchesContext>) =>
      context.batches.subscribe(viewerOf(context).id, args),
  })
  batchProgress(
    @Root() progress: BatchProgress,
    // For the schema only: `subscribe` above reads them.
    @Args(() => BatchProgressArgs) _args?: BatchProgressArgs,
  ): BatchProgress {
    return progress;
  }

  @FieldResolver(() => BatchCounts, { complexity: 10, description: 'The number of jobs in each status.' })
  byStatus(@Root() batch: Batch, @Ctx() context: BatchesContext): Promise<BatchCounts> {
    return context.batches.countsOf(batch);
  }

  @FieldResolver(() => Date, {
    complexity: 10,
    nullable: true,
    description: 'When the first job started; null before.',
  })
  startedAt(@Root() batch: Batch, @Ctx() context: BatchesContext): Promise<Date | null> {
    return context.batches.startOf(batch);
  }

  @FieldResolver(() => JobConnection, {
    description:
      'The jobs, in the order of the items and their variations. Jobs that were removed are missing.',
  })
  jobs(
    @Root() batch: Batch,
    @Args(() => BatchJobsArgs) args: BatchJobsArgs,
    @Ctx() context: BatchesContext,
  ): Promise<Page<Job>> {
    return context.batches.jobsOf(batch, args);
  }
}
