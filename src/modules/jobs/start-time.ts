import { badUserInput } from '../../graphql/errors.js';
import { formOf, instantOf, isTimeZone } from '../../time/wall-time.js';
import type { ScheduleTimeInput } from './job.types.js';

/** How far in the future a job may start: 366 days, in milliseconds. */
const FARTHEST_MS = 366 * 86_400_000;

/**
 * The instant of a requested start.
 * @param place of the input in errors
 * @throws BAD_USER_INPUT
 */
export function startTimeOf(
  place: '' | 'scheduledFor.',
  { at, timeZone }: ScheduleTimeInput,
  now: Date,
): Date {
  const refused = (name: 'at' | 'timeZone', message: string) =>
    badUserInput({ field: `${place}${name}`, message });
  const form = formOf(at);
  if (form === null) throw refused('at', 'must be a date with a time of day, such as 2026-12-24T08:00:00');
  if (form === 'offset' && timeZone != null)
    throw refused('timeZone', 'must not be given with a time that has an offset');
  if (form === 'local' && timeZone == null)
    throw refused('timeZone', 'must be given with a time that has no offset');
  if (timeZone != null && !isTimeZone(timeZone))
    throw refused('timeZone', 'must be an IANA time zone, such as Europe/Berlin');
  const instant = instantOf(at, timeZone ?? 'UTC');
  if (!instant) throw refused('at', 'must be a date that exists');
  const ahead = instant.getTime() - now.getTime();
  if (ahead <= 0) throw refused('at', 'must be in the future');
  if (ahead > FARTHEST_MS) throw refused('at', 'must be within the next 366 days');
  return instant;
}
