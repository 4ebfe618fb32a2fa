import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorScope } from '../graphql/errors.js';
import type { Logger } from '../infra/logger.js';
import { BODY_LIMIT } from '../limits/body-limit.js';
import { BodyError } from './request-body.js';

const fault = (code: string, message: string, more: object = {}) => ({
  errors: [{ message, extensions: { code, ...more } }],
});

/** Answers errors before GraphQL (a malformed or too large body, an unknown path) in the form of GraphQL errors. */
export function answerFaultsAsGraphQL(app: FastifyInstance, log: Logger, page: Page | null) {
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    const scope: ErrorScope = { requestId: request.id, log };
    // Whatever failed, such as the compression of an answer that no one takes, is no fault of the server.
    if (request.raw.socket.destroyed) {
      log.debug({ err: error, requestId: request.id }, 'the client closed the connection before the answer');
      return reply.hijack();
    }
    if (status >= 500) {
      scope.log.error({ err: error, requestId: scope.requestId }, 'request failed');
      const { requestId } = scope;
      return reply.status(500).send(fault('INTERNAL_SERVER_ERROR', 'Internal server error', { requestId }));
    }
    const message =
      status === 413
        ? `The request is larger than ${BODY_LIMIT} bytes.`
        : error instanceof BodyError
          ? error.message
          : 'The request is not GraphQL over HTTP.';
    if (status === 413) await drainRequest(request.raw);
    return reply.status(status).send(fault('BAD_REQUEST', message));
  });
  app.setNotFoundHandler((request, reply) => answerUnknownPath(request, reply, page));
  app.route({
    url: '/graphql',
    method: ['PUT', 'PATCH', 'DELETE'],
    handler: (_request, reply) =>
      reply
        .status(405)
        .header('allow', 'GET, POST')
        .send(fault('BAD_REQUEST', 'Use POST, or GET for queries.')),
  });
}

/** Sends the web app's document, which shows the page of the address. */
export type Page = (reply: FastifyReply, status: number) => FastifyReply;

/** Answers an unknown or malformed path: with a page for browsers, with a GraphQL error for other clients. */
export function answerUnknownPath(request: FastifyRequest, reply: FastifyReply, page: Page | null) {
  const forBrowser =
    (request.method === 'GET' || request.method === 'HEAD') &&
    /\btext\/html\b/.test(request.headers.accept ?? '') &&
    !/^\/(?:graphql|assets|playground)\b/.test(request.url);
  if (page && forBrowser) return page(reply, 404);
  return reply.status(404).send(fault('NOT_FOUND', 'There is nothing here: the API is at /graphql.'));
}

/** How long a refused client may take to read the answer, in milliseconds. */
const READ_LIMIT_MS = 1_000;

/** Drops the rest of a request: a client that is cut off while it sends does not read the answer. */
function drainRequest(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, READ_LIMIT_MS);
    finished(request, () => {
      clearTimeout(timer);
      resolve();
    });
    request.resume();
  });
}

const STATUSES: Record<string, [string, string]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than 16 kB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time.'],
};

/** Answers requests that are not HTTP, have too large headers, or are too slow: they reach no route. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, message] = STATUSES[error.code ?? ''] ?? ['400 Bad Request', 'The request is not HTTP.'];
  const body = JSON.stringify(fault('BAD_REQUEST', message));
  const type = 'content-type: application/json; charset=utf-8';
  const length = `content-length: ${Buffer.byteLength(body)}`;
  socket.end(`HTTP/1.1 ${status}\r\n${type}\r\n${length}\r\nconnection: close\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), READ_LIMIT_MS).unref();
}
