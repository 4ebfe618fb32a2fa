/** The IANA time zone of this browser. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zones that a form offers: all of the browser, and the chosen one. */
export function zonesWith(chosen: string): string[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownZone(), chosen]);
  return [...zones].sort((one, other) => one.localeCompare(other, 'en'));
}

/** A point in time as the value of an input, on the clock of a zone: `2026-12-24T08:00`. */
export function wallTime(iso: string, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: 'numeric',
    minute: '2-digit',
  }).formatToParts(new Date(iso));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** A point in time on the clock of a zone, with the weekday. */
export const inZone = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat(undefined, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
