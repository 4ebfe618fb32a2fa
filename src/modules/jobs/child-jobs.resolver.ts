import { Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { type Page, PageArgs } from '../../graphql/pagination.js';
import { type FieldLimits, RateLimited } from '../../limits/rate-limited.js';
import { viewerOf } from '../auth/auth-checker.js';
import { ContinueJobArgs, RefineJobArgs } from './child-jobs.types.js';
import { JobConnection } from './job.types.js';
import type { JobsContext } from './jobs-context.js';
import { Job } from './model/job.types.js';
import { JobBasis } from './model/job-basis.types.js';

/** As `generateContent`: each is a request to the model. */
const GENERATE: FieldLimits<JobsContext> = [{ name: 'generations', per: 'caller', leased: true }];

@Resolver(() => Job)
export class ChildJobsResolver {
  @Authorized()
  @RateLimited(GENERATE)
  @Mutation(() => Job, {
    description:
      'Creates a job that changes the text of a job, or a passage of it, as an instruction says. The job starts at once, with the prompt and the options of the other one, which stays as it is; its `generatedContent` is the whole new text. The text is checked, but not repaired: the instruction counts more than the form. For a COMPLETED job, and a CANCELED one with a text. A model that the server no longer allows is not requested again. Errors: BAD_USER_INPUT, NOT_FOUND, CONFLICT for a job without a text and for an idempotency key that was used with other input, RATE_LIMITED, BUDGET_EXCEEDED.',
  })
  refineJob(@Args(() => RefineJobArgs) args: RefineJobArgs, @Ctx() context: JobsContext): Promise<Job> {
    return context.jobs.refine(viewerOf(context).id, context.requestId, args);
  }

  @Authorized()
  @RateLimited(GENERATE)
  @Mutation(() => Job, {
    description:
      'Creates a job that writes the rest of a text which was cut off. Like `refineJob`; its `generatedContent` is the text with the rest. Errors: NOT_FOUND, CONFLICT for a job that did not end with `finishReason` LENGTH, for a text of 100,000 characters, and for an idempotency key that was used with other input, RATE_LIMITED, BUDGET_EXCEEDED.',
  })
  continueJob(@Args(() => ContinueJobArgs) args: ContinueJobArgs, @Ctx() context: JobsContext): Promise<Job> {
    return context.jobs.continue(viewerOf(context).id, context.requestId, args);
  }

  @FieldResolver(() => JobBasis, {
    nullable: true,
    description: 'The text that the job changes or continues; null for a job that begins with a prompt.',
  })
  basis(@Root() { userId, id, basis }: Job): JobBasis | null {
    return basis ? { ...basis, ofJob: { userId, id } } : null;
  }

  @FieldResolver(() => Job, {
    complexity: 5,
    nullable: true,
    description:
      'The job whose text this one changes or continues; null for a job that begins with a prompt, and when that job is removed.',
  })
  async parent(@Root() { userId, basis }: Job, @Ctx() { jobLoaders }: JobsContext): Promise<Job | null> {
    return basis ? jobLoaders.job.load({ userId, id: basis.jobId }) : null;
  }

  @FieldResolver(() => JobConnection, {
    complexity: 5,
    description: 'The jobs that change or continue the text of this one, newest first.',
  })
  children(
    @Root() { userId, id }: Job,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { jobs, jobLoaders }: JobsContext,
  ): Promise<Page<Job>> {
    const key = { userId, id };
    return after ? jobs.children(key, { first, after }) : jobLoaders.firstChildren.load({ ...key, first });
  }
}

@Resolver(() => JobBasis)
export class JobBasisResolver {
  @FieldResolver(() => String, {
    complexity: 5,
    nullable: true,
    description:
      'The whole text that is changed or continued, in NFC. Null when this job is removed, as it may be in an event.',
  })
  text(@Root() { ofJob }: JobBasis, @Ctx() { jobLoaders }: JobsContext): Promise<string | null> {
    return jobLoaders.basisText.load(ofJob);
  }
}
