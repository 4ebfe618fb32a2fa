import type { IncomingMessage } from 'node:http';
import { forwardedParts, type TrustProxy } from './address.js';

/** Which pages may call the API. */
export interface OriginSettings {
  /** Origins whose pages may call the API; `*` for every origin. */
  corsOrigins: readonly string[];
  trustProxy: TrustProxy;
}

/** Whether CORS_ORIGINS allows an origin, for HTTP and WebSocket. */
export const isListed = (origin: string, corsOrigins: readonly string[]): boolean =>
  corsOrigins.includes('*') || corsOrigins.includes(origin);

/**
 * Whether a page of this origin may open a socket: browsers send cookies and let any page connect, and CORS does not
 * reach WebSockets by itself. A client that sends no origin is not a browser.
 */
export function originAllowed(
  request: IncomingMessage,
  corsOrigins: readonly string[],
  trust: TrustProxy,
): boolean {
  const { origin } = request.headers;
  return origin === undefined || isListed(origin, corsOrigins) || isOwn(origin, request, trust);
}

/**
 * The origin of the page that sent a request, where its cookies may count: this server's own pages, and pages that
 * CORS_ORIGINS names. `*` and `null` match no origin here. Null for any other request, such as one of a client that is
 * not a browser.
 */
export function originForCookies(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  { corsOrigins, trustProxy }: OriginSettings,
): string | null {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return null;
  // No page can set Sec-Fetch-Site. It is reliable even behind a proxy that rewrites Host.
  const allowed =
    site === 'same-origin' || corsOrigins.includes(origin) || isOwn(origin, request, trustProxy);
  return allowed ? origin : null;
}

/** The origin of the page of this server that sent a request; null for any other. */
export function ownOrigin(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trust: TrustProxy,
): string | null {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return null;
  return site === 'same-origin' || (site === undefined && isOwn(origin, request, trust)) ? origin : null;
}

/**
 * The origins that this server may have for the browser that sent a request without an origin: the page itself, its
 * scripts and reads. Empty if `Sec-Fetch-Site` reports a page of another origin, or is missing.
 */
export function originsOfReader(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trust: TrustProxy,
): string[] {
  const site = request.headers['sec-fetch-site'];
  if (site !== 'same-origin' && site !== 'none') return [];
  return ownOrigins(request, trust);
}

/** Whether a page was served by this server itself. */
function isOwn(
  origin: string,
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trust: TrustProxy,
): boolean {
  const host = publicHost(request, trust);
  return host !== undefined && hostOf(`${origin.split(':')[0]}://${host}`) === (hostOf(origin) ?? '');
}

/**
 * The origins that this server's pages may have, by the host that the browser asked for; https first. The last one
 * stands for a proxy on the port of https whose forwarding headers are not trusted.
 */
export function ownOrigins(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  trust: TrustProxy,
): string[] {
  const host = publicHost(request, trust);
  const urls = host === undefined ? [] : [`https://${host}`, `http://${host}`];
  return [...urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).origin), 'https://any-host'];
}

/** As URLs write it: lower case, without the scheme's own port. */
const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);

/** The host that the browser asked for, as a trusted proxy that rewrites Host reports it. */
function publicHost(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trust: TrustProxy,
): string | undefined {
  if (!trust(socket.remoteAddress ?? '', 0)) return headers.host;
  const reported = headers['x-forwarded-host'] ?? headers['x-original-host'];
  const [first] =
    reported === undefined ? forwardedParts(headers.forwarded, 'host') : String(reported).split(',');
  return first?.trim() || headers.host;
}
