/**
 * The largest request, in bytes: the longest body of a piece, 100,000 characters in NFC, of which one comes as up to four
 * ASCII escapes in NFD (`\\u03b1\\u0313\\u0300\\u0345`, 24 bytes), and room for the rest.
 */
export const BODY_LIMIT = 2_500_000;
