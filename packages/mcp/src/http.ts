import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSmartContent } from '@smart-content/client';
import { Me } from '@smart-content/client/operations';
import WebSocket from 'ws';
import { failureOf, inWords } from './failure.js';
import { openSession, type Session } from './session.js';
import type { HttpSettings } from './settings.js';

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

const PATH = '/mcp';
/** Each has a client with a socket. */
const MOST_SESSIONS = 1_000;

/**
 * Serves streamable HTTP. Each request needs a token of the API; a session belongs to the token that opened it, so that
 * the id of a session gives no access to the data of another user.
 */
export async function serveHttp({ host, port, hostnames }: HttpSettings, url: string): Promise<HttpServer> {
  const sessions = new Map<string, Session>();
  /** Sessions that are being opened count too. */
  let opening = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.split('?')[0] !== PATH) return refuse(response, 404, `MCP is at ${PATH}.`);
    const stranger = strangerOf(request, hostnames);
    if (stranger) return refuse(response, 403, stranger);
    const token = tokenOf(request);
    if (token === null)
      return refuse(response, 401, 'Send an access token as "Authorization: Bearer <token>".');
    const id = request.headers['mcp-session-id'];
    if (id !== undefined) {
      const session = sessions.get(String(id));
      if (!session?.isOf(token)) return refuse(response, 404, 'There is no such session: open a new one.');
      return session.handle(request, response);
    }
    if (sessions.size + opening >= MOST_SESSIONS)
      return refuse(response, 503, 'There are too many sessions. Try again later.');
    opening += 1;
    try {
      await open(token, request, response);
    } finally {
      opening -= 1;
    }
  }

  async function open(token: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const client = createSmartContent({ url, token, WebSocket });
    const refusal = await client.request(Me, {}).then(() => null, failureOf);
    // If the API is away, the tools report it.
    if (refusal?.code === 'UNAUTHENTICATED') return refuse(response, 401, inWords(refusal));
    const session = await openSession(client, token, {
      opened: (id, opened) => sessions.set(id, opened),
      closed: (id) => sessions.delete(id),
    });
    await session.handle(request, response);
    // A request other than `initialize` has been refused.
    if (session.id === undefined) await session.close();
  }

  const server = createHttpServer((request, response) => {
    answer(request, response).catch((error) => {
      process.stderr.write(`smart-content-mcp: ${error?.stack ?? error}\n`);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'Internal error.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}${PATH}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...sessions.values()].map((session) => session.close()));
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * The reason to suspect DNS rebinding for a request: a page that reached this server by its own name; null if there is
 * none. The MCP specification asks for the check of `Origin`; a rebound page also sends its own name as `Host`.
 */
function strangerOf({ headers }: IncomingMessage, hostnames: readonly string[]): string | null {
  if (!hostnames.includes(hostnameOf(`http://${headers.host}`)))
    return 'This host is not allowed: --allow-host names another one.';
  const { origin } = headers;
  if (origin !== undefined && !hostnames.includes(hostnameOf(origin)))
    return 'This origin is not allowed: --allow-host names another one.';
  return null;
}

function hostnameOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    return '';
  }
}

function tokenOf({ headers }: IncomingMessage): string | null {
  return /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  });
  response.end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }));
}
