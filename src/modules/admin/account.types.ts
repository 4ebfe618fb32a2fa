import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { PageArgs, PageInfo } from '../../graphql/pagination.js';
import { UserRole, UserStatus } from '../auth/user.model.js';

@ObjectType({ simpleResolvers: true, description: 'An account, as administrators see it.' })
export class AdminUser {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => String, { description: 'The user’s name.' })
  name!: string;

  @Field(() => String, { description: 'The email address.' })
  email!: string;

  @Field(() => UserStatus, { description: 'Whether the account may be used.' })
  status!: UserStatus;

  @Field(() => UserRole, { description: 'What the account may do.' })
  role!: UserRole;

  @Field(() => Date, { description: 'When the account was created.' })
  createdAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'An edge in a connection of accounts.' })
export class AdminUserEdge {
  @Field(() => String, { description: 'A cursor for `after`.' })
  cursor!: string;

  @Field(() => AdminUser, { description: 'The account.' })
  node!: AdminUser;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A page of accounts, as the Relay cursor connections specification defines it.',
})
export class AdminUserConnection {
  @Field(() => [AdminUserEdge], { description: 'The accounts of this page, newest first.' })
  edges!: AdminUserEdge[];

  @Field(() => PageInfo, { description: 'The page’s place in the list.' })
  pageInfo!: PageInfo;
}

@ArgsType()
export class AdminUsersArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Returns only accounts whose name or email begins with this, in any case and with or without accents, or whose id it is. 254 characters at most.',
  })
  search?: string | null;

  @Field(() => UserStatus, { nullable: true, description: 'Returns only accounts with this status.' })
  status?: UserStatus | null;
}
