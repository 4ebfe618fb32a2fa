import { Queue, type RepeatOptions } from 'bullmq';
import { z } from 'zod';
import type { Logger } from '../../infra/logger.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';
import { nextDue, type Rule } from '../../time/due-times.js';
import type { ScheduleRecord } from './model/schedule.model.js';
import { type KeptRule, ruleOf } from './schedule-rule.js';

/** The contract between the processes that set alarms for schedules and the workers that are woken. */
export const SCHEDULE_QUEUE = 'schedules';

export const alarmSchema = z.object({ scheduleId: z.string() });
export type Alarm = z.infer<typeof alarmSchema>;

/** A rule as BullMQ keeps it beside the time zone: a cron expression, or the parts of a recurrence rule. */
const patternOf = ({ cron, rrule, startsAt }: KeptRule): string =>
  cron ?? JSON.stringify({ rrule, startsAt });

function ofPattern(pattern: string, timeZone: string): Rule {
  if (!pattern.startsWith('{')) return { cron: pattern, timeZone };
  return ruleOf({ ...(JSON.parse(pattern) as Omit<KeptRule, 'timeZone'>), timeZone });
}

/** The rule by which BullMQ finds the next time: the product's own, so that both mean the same. */
export const ALARM_SETTINGS = {
  repeatStrategy: (millis: number, { pattern = '', tz = 'UTC' }: RepeatOptions) =>
    nextDue(ofPattern(pattern, tz), new Date(millis))?.getTime(),
};

type Timed = Pick<ScheduleRecord, '_id'> & KeptRule;

/** BullMQ's job schedulers, one for each ACTIVE schedule. They wake a worker, which reads what is due from MongoDB. */
export interface ScheduleQueue {
  /** Sets the alarm of a schedule, in place of its former one. Rejects while Redis is away. */
  set(schedule: Timed): Promise<void>;
  /** The same, but never throws: the sweep runs what is due without an alarm. */
  trySet(schedule: Timed): Promise<void>;
  /** Removes the alarm. Never throws: a worker that is woken removes it. */
  remove(scheduleId: string): Promise<void>;
  /** Which of these schedules have no alarm. */
  missing<S extends Timed>(schedules: S[]): Promise<S[]>;
  close(): Promise<void>;
}

/** The producing side, on a connection of the `producer` role. */
export function createScheduleQueue(producer: RedisClient, log: Logger): ScheduleQueue {
  const queue = new Queue<Alarm>(SCHEDULE_QUEUE, {
    connection: producer,
    prefix: queuePrefix(producer),
    skipWaitingForReady: true,
    settings: ALARM_SETTINGS,
  });
  queue.on('error', (error) => log.debug({ err: error }, 'schedule queue'));

  async function set({ _id, ...kept }: Timed) {
    const scheduleId = _id.toHexString();
    await queue.upsertJobScheduler(
      scheduleId,
      { pattern: patternOf(kept), tz: kept.timeZone },
      { name: 'due', data: { scheduleId }, opts: { removeOnComplete: true, removeOnFail: true } },
    );
  }

  return {
    set,
    async trySet(schedule) {
      try {
        await set(schedule);
      } catch (error) {
        log.warn({ err: error, scheduleId: schedule._id }, 'alarm of a schedule not set yet');
      }
    },
    async remove(scheduleId) {
      await queue
        .removeJobScheduler(scheduleId)
        .catch((error) => log.debug({ err: error, scheduleId }, 'alarm of a schedule left in the queue'));
    },
    async missing(schedules) {
      const found = await Promise.all(schedules.map(({ _id }) => queue.getJobScheduler(_id.toHexString())));
      return schedules.filter((_, index) => !found[index]?.next);
    },
    close: () => queue.close(),
  };
}
