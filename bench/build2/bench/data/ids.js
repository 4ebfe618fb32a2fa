/** Everything that is seeded has an id that can be computed: so any answer can be checked without a look-up. */
const hex = (kind, number) => kind + number.toString(16).padStart(23, '0');
export const userId = (user) => hex('b', user);
export const sessionId = (user) => hex('c', user);
/** @param user counts from 0 @param piece counts from 0, the oldest */
export const pieceId = (user, piece) => hex('d', user * 1_000_000 + piece);
export const email = (user) => `user${user}@example.com`;
export const PASSWORD = 'correct horse battery';
