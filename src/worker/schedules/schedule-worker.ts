import { setTimeout as delay } from 'node:timers/promises';
import { type Job, Worker } from 'bullmq';
import { Types } from 'mongoose';
import type { Lease } from '../../infra/lease.js';
import { nativeCollection } from '../../infra/mongo.js';
import { queuePrefix, type RedisClient } from '../../infra/redis-client.js';
import type { ScheduleRecord } from '../../modules/schedules/model/schedule.model.js';
import {
  ALARM_SETTINGS,
  type Alarm,
  alarmSchema,
  SCHEDULE_QUEUE,
} from '../../modules/schedules/schedule-queue.js';
import { ruleOf } from '../../modules/schedules/schedule-rule.js';
import { nextDue } from '../../time/due-times.js';
import { type SweepDeps, sweepSchedules } from './sweep-schedules.js';

interface ScheduleWorkerDeps extends SweepDeps {
  /** One worker at a time sweeps. */
  lease: Lease;
  /** A worker that does not renew a lock for this time, in milliseconds, counts as dead. */
  lockMs: number;
}

/** Alarms that one worker answers at the same time. */
const CONCURRENCY = 5;
/** How far an alarm may be ahead of MongoDB's clock, in milliseconds. The sweep runs what is due later. */
const EARLY_MS = 2_000;

/** Answers alarms on a connection of the `worker` role, and sweeps, until it is closed. */
export async function startScheduleWorker(
  redis: RedisClient,
  deps: ScheduleWorkerDeps,
): Promise<{ close(): Promise<void> }> {
  const { schedules, runner, queue, lease, intervalMs, lockMs, log } = deps;

  async function ring({ data }: Job<Alarm>) {
    const { scheduleId } = alarmSchema.parse(data);
    const _id = new Types.ObjectId(scheduleId);
    const schedule = await nativeCollection<ScheduleRecord>(schedules).findOne({ _id });
    if (!schedule?.nextRunAt) return queue.remove(scheduleId);
    const early = schedule.nextRunAt.getTime() - (await runner.now()).getTime();
    if (early > EARLY_MS) return;
    if (early > 0) await delay(early + 1);
    await runner.run(_id);
    // BullMQ keeps a scheduler that has no next time.
    if (!nextDue(ruleOf(schedule), schedule.nextRunAt)) await queue.remove(scheduleId);
  }

  const worker = new Worker<Alarm>(SCHEDULE_QUEUE, ring, {
    connection: redis,
    prefix: queuePrefix(redis),
    concurrency: CONCURRENCY,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    settings: ALARM_SETTINGS,
  });
  worker.on('error', (error) => log.warn({ err: error }, 'schedule queue'));
  worker.on('failed', (_job, error) => log.warn({ err: error }, 'alarm failed: the sweep runs what is due'));
  await worker.waitUntilReady();

  const sweep = async () => {
    try {
      if (await lease.take(intervalMs * 3)) await sweepSchedules(deps);
    } catch (error) {
      log.warn({ err: error }, 'schedules not swept');
    }
  };
  // At once: what was missed during an outage does not wait for an interval.
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, intervalMs);

  return {
    async close() {
      clearInterval(timer);
      await Promise.all([worker.close(), sweeping]);
      await lease.release().catch((error) => log.debug({ err: error }, 'lease not released'));
    },
  };
}
