import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
  type SubscribeResolverData,
  Subscription,
} from 'type-graphql';
import type { Page } from '../../graphql/pagination.js';
import { viewerOf } from '../auth/auth-checker.js';
import { JobConnection } from '../jobs/job.types.js';
import type { Job } from '../jobs/model/job.types.js';
import { GenerationOptions } from '../jobs/model/options.types.js';
import type { ShownOptions } from '../jobs/options.js';
import {
  CreateScheduleInput,
  NextRunsArgs,
  ScheduleJobsArgs,
  ScheduleTimesArgs,
  UpdateScheduleInput,
} from './schedule.input.js';
import { Schedule } from './schedule.types.js';
import { MAX_SCHEDULES } from './schedules.service.js';
import type { SchedulesContext } from './schedules-context.js';

const ID_OF = { description: 'The id of the schedule.' };

@Resolver(() => Schedule)
export class ScheduleResolver {
  @Authorized()
  @Query(() => [Schedule], {
    description: `Lists the viewer’s schedules, newest first; ${MAX_SCHEDULES} at most.`,
  })
  schedules(@Ctx() context: SchedulesContext): Promise<Schedule[]> {
    return context.schedules.list(viewerOf(context).id);
  }

  @Authorized()
  @Query(() => Schedule, {
    nullable: true,
    description: 'Returns one of the viewer’s schedules; null if there is none with this id.',
  })
  schedule(
    @Arg('id', () => ID, ID_OF) id: string,
    @Ctx() context: SchedulesContext,
  ): Promise<Schedule | null> {
    return context.schedules.get(viewerOf(context).id, id);
  }

  @Authorized()
  @Query(() => [Date], {
    complexity: 10,
    description:
      'The next due times that a schedule with this rule would have, for a form. Errors: BAD_USER_INPUT.',
  })
  scheduleTimes(
    @Args(() => ScheduleTimesArgs) { first, ...rule }: ScheduleTimesArgs,
    @Ctx() context: SchedulesContext,
  ): Date[] {
    return context.schedules.times(rule, first);
  }

  @Authorized()
  @Mutation(() => Schedule, {
    description: `Creates a schedule. It is due from now on; the rate limit and the budget are checked at each run. Errors: BAD_USER_INPUT, NOT_FOUND for an unknown template or brand voice, CONFLICT for a viewer with ${MAX_SCHEDULES} schedules.`,
  })
  createSchedule(
    @Arg('input', () => CreateScheduleInput, { description: 'The new schedule.' }) input: CreateScheduleInput,
    @Ctx() context: SchedulesContext,
  ): Promise<Schedule> {
    return context.schedules.create(viewerOf(context).id, input);
  }

  @Authorized()
  @Mutation(() => Schedule, {
    description:
      'Changes a schedule, from the next run on. One that has ENDED becomes ACTIVE by another rule. Errors: BAD_USER_INPUT, NOT_FOUND, also for an unknown template or brand voice.',
  })
  updateSchedule(
    @Arg('id', () => ID, ID_OF) id: string,
    @Arg('input', () => UpdateScheduleInput, { description: 'The changes.' }) input: UpdateScheduleInput,
    @Ctx() context: SchedulesContext,
  ): Promise<Schedule> {
    return context.schedules.update(viewerOf(context).id, id, input);
  }

  @Authorized()
  @Mutation(() => Schedule, {
    description:
      'Pauses a schedule. Jobs that it has created run on. A repeated call returns the same, and so does one for a schedule that has ENDED. Errors: NOT_FOUND.',
  })
  pauseSchedule(@Arg('id', () => ID, ID_OF) id: string, @Ctx() context: SchedulesContext): Promise<Schedule> {
    return context.schedules.pause(viewerOf(context).id, id);
  }

  @Authorized()
  @Mutation(() => Schedule, {
    description:
      'Resumes a paused schedule with its next due time: those of the pause are not made up. Without one, it has ENDED. Failures count from 0 again. A repeated call returns the same, and so does one for a schedule that has ENDED. Errors: NOT_FOUND.',
  })
  resumeSchedule(
    @Arg('id', () => ID, ID_OF) id: string,
    @Ctx() context: SchedulesContext,
  ): Promise<Schedule> {
    return context.schedules.resume(viewerOf(context).id, id);
  }

  @Authorized()
  @Mutation(() => Schedule, {
    description: 'Deletes a schedule permanently, and returns it. Its jobs stay. Errors: NOT_FOUND.',
  })
  deleteSchedule(
    @Arg('id', () => ID, ID_OF) id: string,
    @Ctx() context: SchedulesContext,
  ): Promise<Schedule> {
    return context.schedules.delete(viewerOf(context).id, id);
  }

  @Authorized()
  @Subscription(() => Schedule, {
    description:
      'Notifies the viewer of each schedule that the server pauses, as FAILING. Sends those that are paused now first.',
    subscribe: ({ context }: SubscribeResolverData<unknown, unknown, SchedulesContext>) =>
      context.schedules.subscribeToPaused(viewerOf(context).id),
  })
  schedulePaused(@Root() schedule: Schedule): Schedule {
    return schedule;
  }

  @FieldResolver(() => [Date], {
    complexity: 10,
    description:
      'The next due times, in order; empty unless it is ACTIVE. Fewer than requested at the end of its rule.',
  })
  nextRuns(
    @Root() schedule: Schedule,
    @Args(() => NextRunsArgs) { first }: NextRunsArgs,
    @Ctx() context: SchedulesContext,
  ): Date[] {
    return context.schedules.nextRuns(schedule, first);
  }

  @FieldResolver(() => GenerationOptions, {
    complexity: 10,
    nullable: true,
    description:
      'The options of each text, with the brand voice as it is now; null for none. Each run adds the options of the template as they are then.',
  })
  options(@Root() schedule: Schedule, @Ctx() context: SchedulesContext): Promise<ShownOptions | null> {
    return context.schedules.optionsOf(schedule);
  }

  @FieldResolver(() => JobConnection, {
    description: 'The jobs that it created, newest first. Jobs that were removed are missing.',
  })
  jobs(
    @Root() schedule: Schedule,
    @Args(() => ScheduleJobsArgs) args: ScheduleJobsArgs,
    @Ctx() context: SchedulesContext,
  ): Promise<Page<Job>> {
    return context.schedules.jobsOf(schedule, args);
  }
}
