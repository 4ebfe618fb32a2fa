import { Args, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Page, PageArgs } from '../../graphql/pagination.js';
import { UserRole } from '../auth/user.model.js';
import { type AdminContext, actorOf } from './admin-context.js';
import {
  AdminBulkArgs,
  AdminBulkResult,
  AdminJob,
  AdminJobConnection,
  AdminJobFilter,
} from './admin-job.types.js';

@Resolver(() => AdminJob)
export class AdminJobResolver {
  @Authorized(UserRole.ADMIN)
  @Query(() => AdminJobConnection, {
    description:
      'Lists the jobs of all users, newest first. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT.',
  })
  adminJobs(
    @Args(() => AdminJobFilter) filter: AdminJobFilter,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { admin }: AdminContext,
  ): Promise<Page<AdminJob>> {
    return admin.jobs.list(filter, page);
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => AdminBulkResult, {
    description:
      'Starts the next run of FAILED and CANCELED jobs, in the turns of their owners; a filter without a status means FAILED ones. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT.',
  })
  adminRetryJobs(
    @Args(() => AdminBulkArgs) args: AdminBulkArgs,
    @Ctx() context: AdminContext,
  ): Promise<AdminBulkResult> {
    return context.admin.jobs.retry(actorOf(context), args, context.requestId);
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => AdminBulkResult, {
    description:
      'Cancels unfinished jobs, and keeps the texts written so far. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT.',
  })
  adminCancelJobs(
    @Args(() => AdminBulkArgs) args: AdminBulkArgs,
    @Ctx() context: AdminContext,
  ): Promise<AdminBulkResult> {
    return context.admin.jobs.cancel(actorOf(context), args);
  }
}
