import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { SmartContent } from '@smart-content/client';
import { createServer } from './server.js';

/** A client's session over streamable HTTP. */
export interface Session {
  /** Undefined before the client has initialized it. */
  readonly id: string | undefined;
  /** Whether it was opened with this token. */
  isOf(token: string): boolean;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

export interface SessionEvents {
  opened(id: string, session: Session): void;
  closed(id: string): void;
}

/** A session without a request and without an open stream is closed. Its client opens another one. */
const IDLE_MS = 30 * 60_000;
/** Much more than the longest prompt. */
const LONGEST_BODY = 1_000_000;

export async function openSession(
  client: SmartContent,
  token: string,
  events: SessionEvents,
): Promise<Session> {
  const connection = { closed: false };
  const digest = digestOf(token);
  /** Responses that are not finished, streams among them. */
  let open = 0;
  let idle: NodeJS.Timeout | undefined;
  const server = createServer(client, connection);
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    maxRequestBodySize: LONGEST_BODY,
    onsessioninitialized: (id) => events.opened(id, session),
  });
  // Before the SDK aborts the requests of this session.
  transport.onclose = () => {
    connection.closed = true;
    clearTimeout(idle);
    if (session.id !== undefined) events.closed(session.id);
    client.close();
  };
  const session: Session = {
    get id() {
      return transport.sessionId;
    },
    isOf: (other) => timingSafeEqual(digest, digestOf(other)),
    async handle(request, response) {
      open += 1;
      clearTimeout(idle);
      response.once('close', () => {
        open -= 1;
        if (open === 0 && !connection.closed) idle = setTimeout(() => void server.close(), IDLE_MS).unref();
      });
      await transport.handleRequest(request, response);
    },
    close: () => server.close(),
  };
  // The SDK's class differs from its interface where a property may be undefined.
  await server.connect(transport as Transport);
  return session;
}

const digestOf = (token: string) => createHash('sha256').update(token).digest();
