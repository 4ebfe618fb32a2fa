import { badUserInput } from '../../graphql/errors.js';

/**
 * The `seq` of a cursor; `"0"` is before the first event. Does not check that the event exists: see `unknownCursor`.
 * @param field the argument with the cursor
 * @throws BAD_USER_INPUT for a malformed cursor
 */
export function parseEventCursor(field: string, cursor: string): number {
  if (!/^(0|[1-9]\d{0,14})$/.test(cursor)) throw unknownCursor(field);
  return Number(cursor);
}

/** The same message for a malformed cursor and one that is later than the latest event. */
export const unknownCursor = (field: string) =>
  badUserInput({ field, message: 'is not a cursor of your events' });
