import { badUserInput } from '../../graphql/errors.js';

/**
 * The `seq` that a cursor of one's events stands for; `"0"` is before the first. Whether there is such an event is the
 * event log's to say: see `unknownCursor`.
 * @param field the argument that holds it
 * @throws BAD_USER_INPUT where it is malformed
 */
export function parseEventCursor(field: string, cursor: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(cursor)) throw unknownCursor(field);
  return Number(cursor);
}

/** The same words for one that is malformed and one that is later than the newest event. */
export const unknownCursor = (field: string) =>
  badUserInput({ field, message: 'is not a cursor of your events' });
