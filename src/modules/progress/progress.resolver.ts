import { Arg, Authorized, ID, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import { viewerOf } from '../auth/auth-checker.js';
import { JobProgress } from './progress.types.js';
import type { ProgressContext } from './progress-context.js';

@Resolver()
export class ProgressResolver {
  @Authorized()
  @Subscription(() => JobProgress, {
    description:
      'Sends the status of a job and its text while it is written, at most about 20 messages a second. The first message has the text so far. The last one has a terminal status and makes the text equal to `generatedContent`; then the subscription completes. Errors: NOT_FOUND.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, { jobId: string }, ProgressContext>) =>
      context.progress.subscribeToProgress(viewerOf(context).id, args.jobId),
  })
  jobProgress(
    @Root() progress: JobProgress,
    // For the schema only: `subscribe` above reads it.
    @Arg('jobId', () => ID, { description: 'The id of the job.' }) _jobId?: string,
  ): JobProgress {
    return progress;
  }
}
