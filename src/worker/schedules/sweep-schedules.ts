import type { Logger } from '../../infra/logger.js';
import { nativeCollection } from '../../infra/mongo.js';
import { isOutage } from '../../infra/outage.js';
import {
  PauseReason,
  type ScheduleModel,
  type ScheduleRecord,
} from '../../modules/schedules/model/schedule.model.js';
import type { ScheduleRunner } from '../../modules/schedules/run-schedule.js';
import type { ScheduleQueue } from '../../modules/schedules/schedule-queue.js';

export interface SweepDeps {
  schedules: ScheduleModel;
  runner: ScheduleRunner;
  queue: ScheduleQueue;
  /** Time between two sweeps, in milliseconds. */
  intervalMs: number;
  log: Logger;
}

/** Schedules per sweep and step. */
const BATCH = 500;
/** The alarms of schedules that are due within this time, in milliseconds, are checked; at least 3 sweeps. */
const ALARM_MS = 60_000;
/** How long notifications of a paused schedule are repeated, in milliseconds. */
const NOTIFIED_MS = 60_000;

/**
 * Runs what is due, sets alarms that are missing in Redis, and repeats notifications, which a process may have died
 * before.
 */
export async function sweepSchedules(deps: SweepDeps): Promise<void> {
  const { runner } = deps;
  const now = await runner.now();
  await runDue(deps, now);
  const rows = nativeCollection<ScheduleRecord>(deps.schedules);
  const since = new Date(now.getTime() - NOTIFIED_MS);
  const paused = rows.find({ pausedAt: { $gte: since }, pauseReason: PauseReason.FAILING }).limit(BATCH);
  for await (const schedule of paused) await runner.notifyPaused(schedule);
  await setAlarms(deps, now);
}

async function runDue({ schedules, runner, log }: SweepDeps, now: Date) {
  const due = await nativeCollection<ScheduleRecord>(schedules)
    .find({ nextRunAt: { $lte: now } }, { projection: { _id: 1 } })
    .sort({ nextRunAt: 1 })
    .limit(BATCH)
    .toArray();
  for (const { _id } of due) {
    try {
      await runner.run(_id);
    } catch (error) {
      // A schedule that can't run must not delay the others.
      if (isOutage(error)) throw error;
      log.error({ err: error, scheduleId: _id }, 'schedule not run: the next sweep tries again');
    }
  }
}

async function setAlarms({ schedules, queue, intervalMs, log }: SweepDeps, now: Date) {
  const until = new Date(now.getTime() + Math.max(ALARM_MS, 3 * intervalMs));
  const soon = await nativeCollection<ScheduleRecord>(schedules)
    .find({ nextRunAt: { $gt: now, $lte: until } })
    .sort({ nextRunAt: 1 })
    .limit(BATCH)
    .toArray();
  const missing = await queue.missing(soon);
  for (const schedule of missing) await queue.set(schedule);
  if (missing.length > 0) log.warn({ schedules: missing.length }, 'alarms missing in Redis: set again');
}
