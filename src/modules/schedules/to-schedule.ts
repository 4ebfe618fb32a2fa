import type { ScheduleRecord } from './model/schedule.model.js';
import type { Schedule } from './schedule.types.js';
import { ruleOf } from './schedule-rule.js';

/** A schedule as the API shows it. */
export function toSchedule({ _id, userId, slot: _, lastFailure, ...row }: ScheduleRecord): Schedule {
  const { prompt, type, templateId, templateVersion, variables } = row.request;
  return {
    ...row,
    id: _id.toHexString(),
    userId: userId.toHexString(),
    rule: ruleOf(row),
    cron: row.cron ?? null,
    rrule: row.rrule ?? null,
    startsAt: row.startsAt ?? null,
    prompt: prompt ?? null,
    type: type ?? null,
    templateId: templateId ?? null,
    templateVersion: templateVersion ?? null,
    variables: variables ?? [],
    pauseReason: row.pauseReason ?? null,
    pausedAt: row.pausedAt ?? null,
    nextRunAt: row.nextRunAt ?? null,
    lastRunAt: row.lastRunAt ?? null,
    lastFailure: lastFailure ? { ...lastFailure, jobId: lastFailure.jobId ?? null } : null,
  };
}
