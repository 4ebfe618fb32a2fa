import { DateTime, IANAZone } from 'luxon';

/** The longest name of a time zone. */
export const LONGEST_ZONE = 64;

/** A date with a time of day, to the minute or finer, and with or without an offset (RFC 3339). */
const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

/** Whether this is a name of the IANA time zone database, and not an offset. */
export const isTimeZone = (name: string): boolean =>
  name.length <= LONGEST_ZONE && /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);

/** The form of a wall time: with an offset it is an instant. Null for an invalid time. */
export function formOf(text: string): 'local' | 'offset' | null {
  const match = FORM.exec(text);
  if (!match) return null;
  return match[1] === undefined ? 'local' : 'offset';
}

/**
 * The instant of a time with an offset, or of a wall time in a zone. As Temporal's `compatible` does: a wall time that
 * does not exist, as the clock skips it, is later by the length of the gap; one that exists twice is the first. Null for
 * a date that does not exist.
 */
export function instantOf(text: string, timeZone = 'UTC'): Date | null {
  if (formOf(text) !== 'offset') return instantsOf(text, timeZone)[0] ?? null;
  const time = DateTime.fromISO(text, { zone: timeZone });
  return time.isValid ? time.toJSDate() : null;
}

/** All instants of a wall time in a zone, in order: two for one that exists twice. None for a date that does not exist. */
export function instantsOf(text: string, timeZone: string): Date[] {
  const time = DateTime.fromISO(text, { zone: timeZone });
  if (!time.isValid) return [];
  const instants = time.getPossibleOffsets().map((each) => each.toJSDate());
  return instants.sort((one, other) => one.getTime() - other.getTime());
}

/** The offset of a zone from UTC at an instant, in minutes. */
export const offsetAt = (at: Date, timeZone: string): number =>
  IANAZone.create(timeZone).offset(at.getTime());

/** The wall time of an instant in a zone, to the minute: `2026-12-24T08:00`. In UTC for an unknown zone. */
export function wallTimeAt(at: Date, timeZone: string): string {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  return DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
}
