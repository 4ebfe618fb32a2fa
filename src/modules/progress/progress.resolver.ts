import { Arg, Authorized, ID, Resolver, Root, type SubscribeResolverData, Subscription } from 'type-graphql';
import { createSelection } from '../../graphql/selected-fields.js';
import { viewerOf } from '../auth/auth-checker.js';
import { JobProgress } from './progress.types.js';
import type { ProgressContext } from './progress-context.js';

const selected = createSelection();
/** The fields that require a read of the queue. */
const ESTIMATES = ['queuePosition', 'estimatedStartAt', 'estimatedCompletionAt'];

@Resolver()
export class ProgressResolver {
  @Authorized()
  @Subscription(() => JobProgress, {
    description:
      'Sends the status of a job and its text while it is written, at most about 20 messages a second. The first message has the text so far. The last one has a terminal status and makes the text equal to `generatedContent`; then the subscription completes. Errors: NOT_FOUND.',
    subscribe: ({
      args,
      context,
      info,
    }: SubscribeResolverData<unknown, { jobId: string }, ProgressContext>) =>
      context.progress.subscribeToProgress(viewerOf(context).id, args.jobId, {
        estimates: ESTIMATES.some((name) => selected(info).has(name)),
      }),
  })
  jobProgress(
    @Root() progress: JobProgress,
    // For the schema only: `subscribe` above reads it.
    @Arg('jobId', () => ID, { description: 'The id of the job.' }) _jobId?: string,
  ): JobProgress {
    return progress;
  }
}
