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
import { RateLimited } from '../../limits/rate-limited.js';
import type { Structure } from '../../writing/forms.js';
import { viewerOf } from '../auth/auth-checker.js';
import { Content } from '../content/content.types.js';
import { ContentStructure, structureOf } from '../content/structure.js';
import type { JobEvent } from '../events/event-log.js';
import {
  GenerateContentInput,
  Job,
  JobCompletedArgs,
  JobCompletedEvent,
  JobConnection,
  JobProgress,
  JobsArgs,
} from './job.types.js';
import type { JobsContext } from './jobs-context.js';

/**
 * The request to follow: generateContent (1) stores the job and tells the queue (2: job-queue.ts); a worker
 * runs it (3: handler.ts) with the model (4: text-provider.ts), ends it and publishes the event
 * (5: event-publisher.ts), which jobCompleted (6) gives to its owner.
 */
@Resolver(() => Job)
export class GenerationResolver {
  @Authorized()
  @RateLimited('generate')
  @Mutation(() => Job, {
    description:
      'Asks for a piece of writing and answers at once, with the job and the time it is scheduled for. Errors: BAD_USER_INPUT, CONFLICT, RATE_LIMITED.',
  })
  generateContent(
    @Arg('input', () => GenerateContentInput, { description: 'What to write.' }) input: GenerateContentInput,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.generation.generate(viewerOf(context).id, context.requestId, input);
  }

  @Authorized()
  @Query(() => Job, {
    nullable: true,
    description: 'One of one’s jobs; null where there is none of this id.',
  })
  job(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: JobsContext,
  ): Promise<Job | null> {
    return context.generation.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => JobConnection, {
    description: 'One’s jobs, latest first, a page at a time. Errors: BAD_USER_INPUT.',
  })
  jobs(@Args(() => JobsArgs) args: JobsArgs, @Ctx() context: JobsContext): Promise<Page<Job>> {
    return context.generation.list(viewerOf(context).id, args);
  }

  @Authorized()
  @Mutation(() => Content, {
    description:
      'Saves a COMPLETED job’s text to one’s library, once: asked again, it answers with the same piece. Of a text from an earlier version, control characters and what is beyond 100,000 characters are left out. Errors: NOT_FOUND, CONFLICT, BAD_USER_INPUT.',
  })
  saveJobToLibrary(
    @Arg('id', () => ID, { description: 'The job’s id.' }) id: string,
    @Arg('title', () => String, {
      nullable: true,
      description:
        '1 to 200 characters. By default the first line of words in the text, without its Markdown.',
    })
    title: string | null | undefined,
    @Ctx() context: JobsContext,
  ): Promise<Content> {
    return context.generation.saveToLibrary(viewerOf(context).id, id, title);
  }

  @Authorized()
  @Mutation(() => Job, {
    description:
      'Stops a job, whether it waits or is being written; what was written until then is kept. Asked again, it answers with the same job. Errors: NOT_FOUND, CONFLICT where it is COMPLETED or FAILED already.',
  })
  cancelJob(
    @Arg('id', () => ID, { description: 'The job’s id.' }) id: string,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.generation.cancel(viewerOf(context).id, id);
  }

  @Authorized()
  @RateLimited('generate')
  @Mutation(() => Job, {
    description:
      'Begins a FAILED or CANCELED job anew, at once, as the next run of the same job: its attempts count from 0 again, its history stays. Errors: NOT_FOUND, CONFLICT for a job in any other status, RATE_LIMITED.',
  })
  retryJob(
    @Arg('id', () => ID, { description: 'The job’s id.' }) id: string,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.generation.retry(viewerOf(context).id, id, context.requestId);
  }

  @Authorized()
  @Subscription(() => JobProgress, {
    description:
      'A job’s status and its text while it is written, about 20 messages a second at most. The first message holds the text so far, and the last, with a terminal status, makes it equal to `generatedContent`; then the subscription completes. Errors: NOT_FOUND.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, { jobId: string }, JobsContext>) =>
      context.generation.watch(viewerOf(context).id, args.jobId),
  })
  jobProgress(
    @Root() progress: JobProgress,
    @Arg('jobId', () => ID, { description: 'The job’s id.' }) _jobId?: string,
  ): JobProgress {
    return progress;
  }

  @Authorized()
  @Subscription(() => JobCompletedEvent, {
    description:
      'The end of each of one’s jobs, whichever it is, the moment it happens: each once and in order. Errors: NOT_FOUND, BAD_USER_INPUT.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, JobCompletedArgs, JobsContext>) =>
      context.generation.subscribe(viewerOf(context).id, args),
  })
  jobCompleted(
    @Root() event: JobEvent,
    // Named here for the schema; `subscribe` above is what reads them.
    @Args(() => JobCompletedArgs) _args?: JobCompletedArgs,
  ): JobCompletedEvent {
    return { cursor: String(event.seq), occurredAt: event.occurredAt, job: event.job };
  }

  @FieldResolver(() => ContentStructure, {
    nullable: true,
    description:
      'The parts of `generatedContent`; null while there is no text, and where it has not the form of its type.',
  })
  structure(@Root() job: Job): Promise<Structure | null> | null {
    return job.generatedContent === null ? null : structureOf(job.type, job.generatedContent);
  }

  @FieldResolver(() => Content, {
    nullable: true,
    description: 'The piece in one’s library that was saved from it, as it is now; null while there is none.',
  })
  savedContent(@Root() job: Job, @Ctx() { loaders }: JobsContext): Promise<Content | null> {
    return loaders.savedContent.load({ userId: job.userId, jobId: job.id });
  }
}
