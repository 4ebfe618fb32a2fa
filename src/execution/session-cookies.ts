import type { IncomingMessage } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { AppError } from '../graphql/errors.js';
import {
  type OriginSettings,
  originForCookies,
  originsOfReader,
  ownOrigin,
  ownOrigins,
} from '../limits/origin.js';
import type { SessionCookies } from '../modules/auth/auth-context.js';

/** The session cookies of one request, and the token in them. */
export interface RequestCookies extends SessionCookies {
  /** The bare token; null if no cookie is accepted. */
  token: string | null;
}

/** For requests whose cookies are not accepted. */
export const noCookies: RequestCookies = {
  token: null,
  refreshToken: null,
  keep: (grant) => grant,
  clear: () => {},
};

/** The header with which a page asks for its session in cookies; its value is `cookie`. */
const TRANSPORT = 'session-transport';

type Request = Pick<IncomingMessage, 'headers' | 'method' | 'socket'>;

/**
 * The session cookies of a request over HTTP. They are accepted with POST only, with an allowed origin and without an
 * `Authorization` header: browsers add cookies to the requests of every page, and an origin to POST but not to GET.
 * @throws FORBIDDEN if a page asks for cookies that would never be accepted
 */
export function cookiesOfRequest(
  request: Request,
  settings: OriginSettings,
  setCookie: (header: string) => void,
): RequestCookies {
  const { headers, method } = request;
  const wanted = headers[TRANSPORT] === 'cookie' && method === 'POST';
  // Most requests come from clients without cookies.
  if (headers.cookie === undefined && !wanted) return noCookies;
  const origin = method === 'POST' ? originForCookies(request, settings) : null;
  if (origin === null) {
    if (wanted) throw forbidden();
    return noCookies;
  }
  const names = namesOf(origin);
  const read = readCookies(request, names);
  /** By its age in seconds: the browser's clock may be wrong. */
  const set = (name: string, value: string, maxAge: number) =>
    setCookie(stringifySetCookie({ ...names.options, name, value, maxAge }));
  return {
    ...read,
    keep(grant, { fromCookie } = { fromCookie: false }) {
      if (!wanted && !fromCookie) return grant;
      const { token, refreshToken, refreshExpiresAt } = grant;
      // An expired token is sent as well, so that a socket is closed with 4403 instead of being anonymous.
      const maxAge = Math.ceil((refreshExpiresAt.getTime() - Date.now()) / 1_000);
      set(names.token, token, maxAge);
      set(names.refreshToken, refreshToken, maxAge);
      return { ...grant, token: '', refreshToken: '' };
    },
    clear() {
      for (const part of ['token', 'refreshToken'] as const) if (read[part] !== null) set(names[part], '', 0);
    },
  };
}

/** The token in the cookie of a request that opens a WebSocket; null if no cookie is accepted. */
export function tokenOfUpgrade(request: Request, settings: OriginSettings): string | null {
  if (request.headers.cookie === undefined) return null;
  const origin = originForCookies(request, settings);
  return origin === null ? null : readCookies(request, namesOf(origin)).token;
}

/**
 * The token in the cookie of a request outside GraphQL from a page of this server: a read by the page or from the
 * address bar, or a write with this server's own origin. Null if no cookie is accepted.
 */
export function tokenOfPage(request: Request, { trustProxy }: OriginSettings): string | null {
  const { headers, method } = request;
  if (headers.cookie === undefined) return null;
  const reads = method === 'GET' || method === 'HEAD';
  const own = ownOrigin(request, trustProxy);
  const origins = own ? [own] : reads ? originsOfReader(request, trustProxy) : [];
  return tokenAmong(request, origins);
}

/**
 * The token in the cookie of a GET for server-sent events, which only reads; null if no cookie is accepted. The
 * EventSource of this server's own page sends no origin, but a Sec-Fetch-Site of the same one, which no page can forge.
 */
export function tokenOfStream(request: Request, settings: OriginSettings): string | null {
  const { headers } = request;
  if (headers.cookie === undefined || headers.origin !== undefined) return tokenOfUpgrade(request, settings);
  if (headers['sec-fetch-site'] !== 'same-origin') return null;
  return tokenAmong(request, ownOrigins(request, settings.trustProxy));
}

/** The token in the cookie of the first of these origins that has one. */
const tokenAmong = (request: Request, origins: string[]): string | null =>
  origins.map((origin) => readCookies(request, namesOf(origin)).token).find(Boolean) ?? null;

interface CookieNames {
  token: string;
  refreshToken: string;
  options: { httpOnly: true; sameSite: 'strict'; path: '/'; secure: boolean };
}

/**
 * The cookies of a page's origin. Over https they are bound to this host by the prefix `__Host-`, which needs `Secure`;
 * Safari does not keep such cookies over http, not even for localhost. All ports of a host share its cookies, so the
 * names contain the port: products on two ports of one machine have separate sessions.
 */
function namesOf(origin: string): CookieNames {
  const { protocol, port } = new URL(origin);
  const secure = protocol === 'https:';
  const name = (what: string) => `${secure ? '__Host-' : ''}content-${what}${port && `-${port}`}`;
  return {
    token: name('session'),
    refreshToken: name('refresh'),
    options: { httpOnly: true, sameSite: 'strict', path: '/', secure },
  };
}

function readCookies(
  { headers }: Request,
  names: CookieNames,
): Pick<RequestCookies, 'token' | 'refreshToken'> {
  if (headers.authorization !== undefined) return { token: null, refreshToken: null };
  const cookies = parseCookie(headers.cookie ?? '');
  return { token: cookies[names.token] || null, refreshToken: cookies[names.refreshToken] || null };
}

const forbidden = () =>
  new AppError(
    'FORBIDDEN',
    'Pages of this origin get no cookies: they are for pages that this server serves, and for origins that CORS_ORIGINS names.',
    { http: { status: 403 } },
  );
