import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { forwardedParts, type TrustProxy } from '../limits/address.js';

/** How long a refused client may take to read the answer, in milliseconds. */
const READ_LIMIT_MS = 1_000;

/** Whether CORS_ORIGINS allows an origin, for HTTP and WebSocket. */
export const isListed = (origin: string, corsOrigins: readonly string[]): boolean =>
  corsOrigins.includes('*') || corsOrigins.includes(origin);

/**
 * Whether a page of this origin may open a socket: browsers send cookies and let any page connect, and CORS does not
 * reach WebSockets by itself. A client that sends no origin is no browser.
 */
export function originAllowed(
  request: IncomingMessage,
  corsOrigins: readonly string[],
  trust: TrustProxy,
): boolean {
  const { origin } = request.headers;
  if (origin === undefined || isListed(origin, corsOrigins)) return true;
  // A page that this server served itself.
  const host = publicHost(request, trust);
  return host !== undefined && hostOf(`${origin.split(':')[0]}://${host}`) === (hostOf(origin) ?? '');
}

/** As URLs write it: lower case, without the scheme's own port. */
const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);

/** The host that the browser asked for, as a trusted proxy that rewrites Host reports it. */
function publicHost({ headers, socket }: IncomingMessage, trust: TrustProxy): string | undefined {
  if (!trust(socket.remoteAddress ?? '', 0)) return headers.host;
  const reported = headers['x-forwarded-host'] ?? headers['x-original-host'];
  const [first] =
    reported === undefined ? forwardedParts(headers.forwarded, 'host') : String(reported).split(',');
  return first?.trim() || headers.host;
}

/** Answers an upgrade with a status, in GraphQL's form, and ends the connection. */
export function refuseUpgrade(
  stream: Duplex,
  status: '403 Forbidden' | '404 Not Found',
  code: string,
  message: string,
) {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  // An error without a listener would end the process.
  stream.on('error', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => stream.destroy(), READ_LIMIT_MS).unref();
}
