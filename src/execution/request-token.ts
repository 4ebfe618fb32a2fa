/** Credentials of the Bearer scheme, whose name has no case (RFC 9110, 11.1). */
const BEARER = /^\s*Bearer +([\w.-]+)\s*$/i;

/** The token of the `Authorization: Bearer …` header; null if there is none, or more than one. */
export function bearerToken(headers: readonly string[] | undefined): string | null {
  const [header, more] = headers ?? [];
  return header === undefined || more !== undefined ? null : (BEARER.exec(header)?.[1] ?? null);
}

/** Names of a token among connection parameters, in lower case and without punctuation. */
const TOKEN_NAMES = [
  'authorization',
  'token',
  'authtoken',
  'accesstoken',
  'bearertoken',
  'xauthtoken',
  'jwt',
];
/** Names of the objects in which clients put a token; one may be within another. */
const PLACES = ['headers', 'auth', 'context', 'connectionparams'];
const MAX_DEPTH = 3;

/**
 * The token of a graphql-ws `connection_init` payload: `Authorization` (with or without `Bearer`), `token`, `authToken`,
 * `accessToken` and the like, with any case and punctuation, at the top or in `headers`, `auth` or `context`. Undefined
 * without a token, for an anonymous connection.
 */
export function connectionToken(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const value = namedToken(params);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') return '';
  // A client that is signed out sends the scheme alone.
  return (BEARER.exec(value)?.[1] ?? value.replace(/^\s*Bearer\s*$/i, '')) || undefined;
}

function namedToken(params: unknown, depth = 0): unknown {
  if (typeof params !== 'object' || params === null || depth === MAX_DEPTH) return undefined;
  // Headers may be pairs.
  const pairs = Array.isArray(params) ? params.filter(isPair) : Object.entries(params);
  const entries = pairs.map(([name, value]) => [name.toLowerCase().replace(/[^a-z]/g, ''), value] as const);
  const found = (names: string[]) =>
    names.map((name) => entries.find(([each]) => each === name)?.[1]).filter((value) => value != null);
  return (
    found(TOKEN_NAMES)[0] ??
    found(PLACES)
      .map((place) => namedToken(place, depth + 1))
      .find((value) => value != null)
  );
}

const isPair = (value: unknown): value is [string, unknown] =>
  Array.isArray(value) && typeof value[0] === 'string';
