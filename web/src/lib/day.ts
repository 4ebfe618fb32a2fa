/**
 * The beginning of a day of the user's calendar, such as `2026-11-27`, or of the day some days later; null for an
 * invalid day.
 */
export function startOfDay(date: string, later = 0): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (!year) return null;
  const time = new Date(Number(year), Number(month) - 1, Number(day));
  // For example, 31 February.
  if (time.getMonth() !== Number(month) - 1) return null;
  time.setDate(time.getDate() + later);
  return time.toISOString();
}
