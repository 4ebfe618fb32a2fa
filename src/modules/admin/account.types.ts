import { IsInt, Max, Min } from 'class-validator';
import { ArgsType, Field, Float, ID, ObjectType } from 'type-graphql';
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

  @Field(() => Float, {
    nullable: true,
    description: 'The account’s own limit of a month in US dollars; null where the server’s setting applies.',
  })
  monthlyBudgetUsd!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The account’s own limit of a month in tokens; null where the server’s setting applies.',
  })
  monthlyTokens!: number | null;

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
      'Returns only accounts whose name or email begins with this, in any case and with or without accents, or whose id equals it. 254 characters at most.',
  })
  search?: string | null;

  @Field(() => UserStatus, { nullable: true, description: 'Returns only accounts with this status.' })
  status?: UserStatus | null;
}

const MAX_USD = 1_000_000;
const MAX_TOKENS = 1_000_000_000_000;

@ArgsType()
export class SetUserBudgetArgs {
  @Field(() => ID, { description: 'The id of the account.' })
  id!: string;

  @Min(0, { message: 'must be 0 or more' })
  @Max(MAX_USD, { message: `must be at most ${MAX_USD}` })
  @Field(() => Float, {
    nullable: true,
    description:
      'The limit of a calendar month (UTC) in US dollars, 0 to 1000000. Null: `MONTHLY_BUDGET_USD`.',
  })
  usd?: number | null;

  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be 0 or more' })
  @Max(MAX_TOKENS, { message: `must be at most ${MAX_TOKENS}` })
  @Field(() => Float, {
    nullable: true,
    description:
      'The limit of a calendar month (UTC) in tokens, a whole number, 0 to 1000000000000. Null: `MONTHLY_TOKENS`.',
  })
  tokens?: number | null;
}
