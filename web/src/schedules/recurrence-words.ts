import { RRuleTemporal } from 'rrule-temporal';
import { toText } from 'rrule-temporal/totext';

/** A recurrence rule in words, such as "Every week on Monday at 9 AM"; itself if it has none. */
export function recurrenceInWords(rrule: string, startsAt: string | null, timeZone: string): string {
  try {
    const start = (startsAt ?? new Date().toISOString().slice(0, 16)).replace(/[-:]/g, '');
    const rule = new RRuleTemporal({
      rruleString: `DTSTART;TZID=${timeZone}:${start}00\nRRULE:${rrule.replace(/^RRULE:/i, '')}`,
    });
    const words = toText(rule, 'en', { excludeTzAbbreviation: true });
    return words.charAt(0).toUpperCase() + words.slice(1);
  } catch {
    return rrule;
  }
}
