import { badUserInput } from '../../graphql/errors.js';
import { tidyCron } from '../../time/cron-times.js';
import type { Rule } from '../../time/due-times.js';
import { nextMinute, tidyRrule } from '../../time/recurrence-times.js';
import { formOf, wallTimeAt } from '../../time/wall-time.js';
import type { ScheduleRecord } from './model/schedule.model.js';

/** The fields of a request that say when a schedule is due. */
export interface RequestedRule {
  cron?: string | null;
  rrule?: string | null;
  startsAt?: string | null;
  timeZone: string;
}

/** What a schedule keeps of its rule. */
export type KeptRule = Pick<ScheduleRecord, 'cron' | 'rrule' | 'startsAt' | 'timeZone'>;

/** The rule of a stored schedule. */
export const ruleOf = ({ cron, rrule, startsAt, timeZone }: KeptRule): Rule =>
  rrule == null ? { cron: cron ?? '', timeZone } : { rrule, startsAt: startsAt ?? '', timeZone };

/** The rule that a request asks for, in canonical form. @throws BAD_USER_INPUT unless it is one rule */
export function requestedRule({ cron, rrule, startsAt, timeZone }: RequestedRule, now: Date): Rule {
  if ((cron == null) === (rrule == null))
    throw badUserInput({ field: 'cron', message: 'must be given, or rrule, and not both' });
  if (rrule != null) {
    const start = startsAt ?? wallTimeAt(nextMinute(now), timeZone);
    // A text that is not a wall time is refused unchanged.
    const toMinute = formOf(start) === 'local' ? start.slice(0, 16) : start;
    return { rrule: tidyRrule(rrule), startsAt: toMinute, timeZone };
  }
  if (startsAt != null) throw badUserInput({ field: 'startsAt', message: 'must be given with rrule only' });
  return { cron: tidyCron(cron ?? ''), timeZone };
}

/** The rule after a change. A new expression replaces a recurrence rule, and the reverse. */
export function changedRule(before: KeptRule, change: Partial<RequestedRule>, now: Date): Rule {
  const timeZone = change.timeZone ?? before.timeZone;
  const requested = { cron: change.cron ?? null, rrule: change.rrule ?? null, timeZone };
  const isCron = requested.rrule == null && (requested.cron != null || before.rrule == null);
  if (isCron)
    return requestedRule(
      { ...requested, cron: requested.cron ?? before.cron ?? null, startsAt: change.startsAt ?? null },
      now,
    );
  const rrule = requested.rrule ?? before.rrule ?? null;
  return requestedRule({ ...requested, rrule, startsAt: change.startsAt ?? before.startsAt ?? null }, now);
}
