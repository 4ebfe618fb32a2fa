import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { JobsContext } from './jobs-context.js';
import { OptionLimits } from './option-limits.types.js';

@Resolver(() => OptionLimits)
export class OptionLimitsResolver {
  @Authorized()
  @Query(() => OptionLimits, {
    description: 'The limits of options on this server. The same for every user.',
  })
  optionLimits(@Ctx() context: JobsContext): OptionLimits {
    const { models, maxTemperature } = context.jobs.optionLimits;
    return { models: [...models], maxTemperature };
  }
}
