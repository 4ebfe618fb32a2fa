/** All seeded rows have ids that can be computed, so that any answer can be checked without a read. */
const hex = (kind: string, number: number) => kind + number.toString(16).padStart(23, '0');
export const userId = (user: number) => hex('b', user);
export const sessionId = (user: number) => hex('c', user);
/** @param user counts from 0 @param piece counts from 0, the oldest */
export const pieceId = (user: number, piece: number) => hex('d', user * 1_000_000 + piece);
export const email = (user: number) => `user${user}@example.com`;
export const PASSWORD = 'correct horse battery';
