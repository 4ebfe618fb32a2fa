import { ArgsType, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { AuditAction } from '../audit/audit.model.js';
import { AdminUser } from './account.types.js';

registerEnumType(AuditAction, {
  name: 'AuditAction',
  description: 'An act of an administrator.',
  valuesConfig: {
    USER_STATUS_CHANGED: { description: 'An account was opened or closed.' },
    USER_ROLE_CHANGED: { description: 'An account got another role.' },
    USER_BUDGET_CHANGED: { description: 'An account got a budget of its own, or lost it.' },
    JOB_RETRIED: { description: 'The next run of a job was started.' },
    JOB_CANCELED: { description: 'A job was canceled.' },
    QUEUE_PAUSED: { description: 'The queue was paused.' },
    QUEUE_RESUMED: { description: 'The queue was resumed.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'An entry of the audit log: an act with its administrator, target, time and address.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => Date, { description: 'When it was done.' })
  at!: Date;

  @Field(() => AuditAction, { description: 'What was done.' })
  action!: AuditAction;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the administrator; null for a command on the server.',
  })
  actorId!: string | null;

  @Field(() => AdminUser, {
    nullable: true,
    description: 'The administrator; null for a command on the server, and once the account is deleted.',
  })
  actor!: AdminUser | null;

  @Field(() => String, {
    nullable: true,
    description: 'The IP address of the administrator; null for a command on the server.',
  })
  address!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the account or job, by `action`; null for the queue.',
  })
  targetId!: string | null;

  @Field(() => AdminUser, {
    nullable: true,
    description: 'The account, or the owner of the job; null for the queue, and once the account is deleted.',
  })
  user!: AdminUser | null;

  @Field(() => String, { nullable: true, description: 'The status or role before.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'The status or role after.' })
  to!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of audit entries.' })
export class AuditEntryEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => AuditEntry, { description: 'The entry.' })
  node!: AuditEntry;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of the audit log, as the Relay cursor connections specification defines it.',
})
export class AuditEntryConnection {
  @Field(() => [AuditEntryEdge], { description: 'The entries of this page, newest first.' })
  edges!: AuditEntryEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;
}

@ArgsType()
export class AuditLogArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Returns only acts of this administrator.' })
  actorId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Returns only acts on this account or job.' })
  targetId?: string | null;

  @Field(() => AuditAction, { nullable: true, description: 'Returns only acts of this kind.' })
  action?: AuditAction | null;
}
