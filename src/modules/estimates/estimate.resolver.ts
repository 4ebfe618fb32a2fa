import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Job } from '../jobs/model/job.types.js';
import type { EstimatesContext } from './estimates-context.js';

/** A field that is not selected costs nothing. All that are selected share one read of the queue per second. */
@Resolver(() => Job)
export class EstimateResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'The place in the queue: 1 and the number of jobs of all users that start before this one, by what is in the queue now. Null for a job that is neither QUEUED nor RETRYING, and while it is not known: beyond the first 5,000 jobs, and during an outage.',
  })
  async queuePosition(@Root() job: Job, @Ctx() { estimates }: EstimatesContext): Promise<number | null> {
    return (await estimates.of(job)).queuePosition;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'When the next attempt is expected to start, if nothing else comes. Null for a job that is neither QUEUED nor RETRYING, and while it is not known: in a paused queue, without a live worker, where the start depends on the end of jobs and none has finished yet, and where `queuePosition` is not known.',
  })
  async estimatedStartAt(@Root() job: Job, @Ctx() { estimates }: EstimatesContext): Promise<Date | null> {
    return (await estimates.of(job)).estimatedStartAt;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description:
      'When the next or present attempt is expected to end: by the median duration of the last hundred finished jobs of this type. Null for a job that has ended, until a job of this type has finished, and where the start is not known.',
  })
  async estimatedCompletionAt(
    @Root() job: Job,
    @Ctx() { estimates }: EstimatesContext,
  ): Promise<Date | null> {
    return (await estimates.of(job)).estimatedCompletionAt;
  }
}
