import { Args, Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { UserRole } from '../auth/user.model.js';
import type { AdminContext } from './admin-context.js';
import { AuditEntry, AuditEntryConnection, AuditLogArgs } from './audit.types.js';

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Authorized(UserRole.ADMIN)
  @Query(() => AuditEntryConnection, {
    description:
      'Lists what administrators did, newest first. Entries are kept for a year, unless the server is configured otherwise. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT.',
  })
  async auditLog(
    @Args(() => AuditLogArgs) args: AuditLogArgs,
    @Ctx() { admin }: AdminContext,
  ): Promise<Page<AuditEntry>> {
    const page = await admin.auditLog.list(args, args);
    const records = page.edges.map(({ node }) => node);
    const ids = records.flatMap(({ actorId, userId }) => [actorId, userId]).filter((id) => id !== undefined);
    const users = await admin.accounts.byIds(ids.map((id) => id.toHexString()));
    const edges = page.edges.map(({ cursor, node }) => {
      const { _id, at, action, actorId, address, targetId, userId, from, to } = node;
      return {
        cursor,
        node: {
          id: _id.toHexString(),
          at,
          action,
          actorId: actorId?.toHexString() ?? null,
          actor: users.get(actorId?.toHexString() ?? '') ?? null,
          address: address ?? null,
          targetId: targetId ?? null,
          user: users.get(userId?.toHexString() ?? '') ?? null,
          from: from ?? null,
          to: to ?? null,
        },
      };
    });
    return { ...page, edges };
  }
}
