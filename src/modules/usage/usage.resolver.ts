import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { User } from '../auth/auth.types.js';
import { Budget, DailyUsage, Usage, UsageByDayArgs, UsagePeriod } from './usage.types.js';
import type { UsageContext } from './usage-context.js';

@Resolver(() => User)
export class UsageResolver {
  @FieldResolver(() => Usage, {
    complexity: 10,
    description: 'What the user’s attempts used in a period, failed and removed ones included.',
  })
  usage(
    @Root() user: User,
    @Arg('period', () => UsagePeriod, { defaultValue: UsagePeriod.MONTH, description: 'The period.' })
    period: UsagePeriod,
    @Ctx() { usage }: UsageContext,
  ): Promise<Usage> {
    return usage.of(user.id, period);
  }

  @FieldResolver(() => Budget, {
    complexity: 10,
    nullable: true,
    description: 'The user’s budget of the present month; null without a limit.',
  })
  budget(@Root() user: User, @Ctx() { usage }: UsageContext): Promise<Budget | null> {
    return usage.budget(user.id);
  }

  @FieldResolver(() => [DailyUsage], {
    complexity: 10,
    description: 'The same by day, newest first. Days without usage are left out. Errors: BAD_USER_INPUT.',
  })
  usageByDay(
    @Root() user: User,
    @Args(() => UsageByDayArgs) { days }: UsageByDayArgs,
    @Ctx() { usage }: UsageContext,
  ): Promise<DailyUsage[]> {
    return usage.byDay(user.id, days);
  }
}
