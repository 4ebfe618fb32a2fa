/**
 * The largest request, in bytes: the longest body of a piece, each of its 100,000 characters as two ASCII escapes
 * (`\\ud83d\\udca1`, 12 bytes), and room for the rest.
 */
export const BODY_LIMIT = 1_400_000;
