import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { type FieldLimits, RateLimited } from '../../limits/rate-limited.js';
import type { Structure } from '../../writing/forms.js';
import { viewerOf } from '../auth/auth-checker.js';
import { Content } from '../content/content.types.js';
import { ContentStructure, structureOf } from '../content/structure.js';
import { GenerateContentInput, JobConnection, JobsArgs, ScheduleTimeInput } from './job.types.js';
import type { JobsContext } from './jobs-context.js';
import { Job } from './model/job.types.js';
import { JobUsage } from './model/job-attempt.types.js';
import { usageOf } from './model/usage.js';

/** Rate limits of a field that starts a run of a job. */
const GENERATE: FieldLimits<JobsContext> = [{ name: 'generations', per: 'caller', leased: true }];

@Resolver(() => Job)
export class JobResolver {
  @Authorized()
  @RateLimited(GENERATE)
  @Mutation(() => Job, {
    description:
      'Creates a job that generates a text, and returns it before it starts. Errors: BAD_USER_INPUT, NOT_FOUND for an unknown template or brand voice, CONFLICT for an idempotency key that was used with other input, RATE_LIMITED, BUDGET_EXCEEDED.',
  })
  generateContent(
    @Arg('input', () => GenerateContentInput, { description: 'The text to generate.' })
    input: GenerateContentInput,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.jobs.generate(viewerOf(context).id, context.requestId, input);
  }

  @Authorized()
  @Query(() => Job, {
    nullable: true,
    description: 'Returns one of the viewer’s jobs; null if there is none with this id.',
  })
  job(
    @Arg('id', () => ID, { description: 'The id of the job.' }) id: string,
    @Ctx() context: JobsContext,
  ): Promise<Job | null> {
    return context.jobs.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => JobConnection, {
    description: 'Lists the viewer’s jobs, newest first. Errors: BAD_USER_INPUT.',
  })
  jobs(@Args(() => JobsArgs) args: JobsArgs, @Ctx() context: JobsContext): Promise<Page<Job>> {
    return context.jobs.list(viewerOf(context).id, args);
  }

  @Authorized()
  @Mutation(() => Content, {
    description:
      'Saves the text of a COMPLETED job to the viewer’s library, and returns the piece. A repeated call returns the same piece. Control characters, and what exceeds 100,000 characters, are removed from texts of earlier versions. Errors: NOT_FOUND, CONFLICT for a job that is not COMPLETED, BAD_USER_INPUT.',
  })
  saveJobToLibrary(
    @Arg('id', () => ID, { description: 'The id of the job.' }) id: string,
    @Arg('title', () => String, {
      nullable: true,
      description: '1 to 200 characters. Defaults to the first line of words in the text, without Markdown.',
    })
    title: string | null | undefined,
    @Ctx() context: JobsContext,
  ): Promise<Content> {
    return context.jobs.saveToLibrary(viewerOf(context).id, id, title);
  }

  @Authorized()
  @Mutation(() => Job, {
    description:
      'Cancels a queued or running job, and keeps the text written so far. A repeated call returns the same job. Errors: NOT_FOUND, CONFLICT for a COMPLETED or FAILED job.',
  })
  cancelJob(
    @Arg('id', () => ID, { description: 'The id of the job.' }) id: string,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.jobs.cancel(viewerOf(context).id, id);
  }

  @Authorized()
  @RateLimited(GENERATE)
  @Mutation(() => Job, {
    description:
      'Starts the next run of a FAILED or CANCELED job at once. The attempts count from 0 again; the history stays. Errors: NOT_FOUND, CONFLICT for a job in any other status, RATE_LIMITED, BUDGET_EXCEEDED.',
  })
  retryJob(
    @Arg('id', () => ID, { description: 'The id of the job.' }) id: string,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.jobs.retry(viewerOf(context).id, id, { requestId: context.requestId });
  }

  @Authorized()
  @Mutation(() => Job, {
    description:
      'Moves the start of a QUEUED job that has not started, earlier or later; estimates follow. Errors: NOT_FOUND, BAD_USER_INPUT, CONFLICT for a job that has started or ended.',
  })
  rescheduleJob(
    @Arg('id', () => ID, { description: 'The id of the job.' }) id: string,
    @Arg('scheduledFor', () => ScheduleTimeInput, {
      description: 'The new start: in the future, 366 days ahead at most.',
    })
    scheduledFor: ScheduleTimeInput,
    @Ctx() context: JobsContext,
  ): Promise<Job> {
    return context.jobs.reschedule(viewerOf(context).id, id, scheduledFor);
  }

  @FieldResolver(() => ContentStructure, {
    complexity: 10,
    nullable: true,
    description:
      'The parts of `generatedContent`; null without a text, and for a text that does not have the form of its type.',
  })
  structure(@Root() job: Job): Promise<Structure | null> | null {
    return job.generatedContent === null ? null : structureOf(job.type, job.generatedContent);
  }

  @FieldResolver(() => JobUsage, {
    nullable: true,
    description: 'The usage of all attempts in `attemptHistory`; null where the provider reports none.',
  })
  usage(@Root() job: Job): JobUsage | null {
    return usageOf(job.attemptHistory);
  }

  @FieldResolver(() => Content, {
    nullable: true,
    description:
      'The piece in the library that was saved from this job, in its present state; null if there is none.',
  })
  savedContent(@Root() job: Job, @Ctx() { loaders }: JobsContext): Promise<Content | null> {
    return loaders.savedContent.load({ userId: job.userId, jobId: job.id });
  }
}
