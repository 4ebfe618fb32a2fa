import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { UserRole, UserStatus } from '../auth/user.model.js';
import { AdminUser, AdminUserConnection, AdminUsersArgs, SetUserBudgetArgs } from './account.types.js';
import { type AdminContext, actorOf } from './admin-context.js';

@Resolver(() => AdminUser)
export class AdminUserResolver {
  @Authorized(UserRole.ADMIN)
  @Query(() => AdminUserConnection, {
    description:
      'Lists all accounts, newest first. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT.',
  })
  adminUsers(
    @Args(() => AdminUsersArgs) args: AdminUsersArgs,
    @Ctx() { admin }: AdminContext,
  ): Promise<Page<AdminUser>> {
    return admin.accounts.list(args);
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => AdminUser, {
    description:
      'Opens or closes an account. INACTIVE ends its sessions and sockets within 5 s and cancels its unfinished jobs. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT for the own account.',
  })
  setUserStatus(
    @Arg('id', () => ID, { description: 'The id of the account.' }) id: string,
    @Arg('status', () => UserStatus, { description: 'The new status.' }) status: UserStatus,
    @Ctx() context: AdminContext,
  ): Promise<AdminUser> {
    return context.admin.accounts.setStatus(actorOf(context), id, status);
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => AdminUser, {
    description:
      'Gives an account a role. One that loses the role ADMIN is signed out within 5 s. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT for the last administrator.',
  })
  setUserRole(
    @Arg('id', () => ID, { description: 'The id of the account.' }) id: string,
    @Arg('role', () => UserRole, { description: 'The new role.' }) role: UserRole,
    @Ctx() context: AdminContext,
  ): Promise<AdminUser> {
    return context.admin.accounts.setRole(actorOf(context), id, role);
  }

  @Authorized(UserRole.ADMIN)
  @Mutation(() => AdminUser, {
    description:
      'Sets the account’s own budget, or takes it away. It applies where the server has a budget. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT.',
  })
  setUserBudget(
    @Args(() => SetUserBudgetArgs) { id, usd = null, tokens = null }: SetUserBudgetArgs,
    @Ctx() context: AdminContext,
  ): Promise<AdminUser> {
    return context.admin.accounts.setBudget(actorOf(context), id, { usd, tokens });
  }
}
