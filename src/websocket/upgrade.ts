import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TrustProxy } from '../limits/address.js';

/** How long who is refused may take to read why, in milliseconds. */
const GOODBYE_MS = 1_000;

/** The one reading of CORS_ORIGINS, for HTTP and WebSocket alike. */
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
  return URL.canParse(origin) && new URL(origin).host === publicHost(request, trust);
}

/** The host that the browser asked for, as a trusted proxy that rewrites Host reports it. */
function publicHost({ headers, socket }: IncomingMessage, trust: TrustProxy): string | undefined {
  const forwarded = headers['x-forwarded-host'];
  if (forwarded === undefined || !trust(socket.remoteAddress ?? '', 0)) return headers.host;
  const host = String(forwarded).split(',')[0]?.trim().toLowerCase();
  return host?.replace(headers['x-forwarded-proto'] === 'https' ? /:443$/ : /:80$/, '');
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
  // A connection that breaks now has nobody else who listens, and would end the process.
  stream.on('error', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => stream.destroy(), GOODBYE_MS).unref();
}
