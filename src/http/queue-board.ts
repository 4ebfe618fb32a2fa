import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { administratorOf } from '../execution/administrator.js';
import type { ContextDeps } from '../execution/context.js';
import { bearerToken } from '../execution/request-token.js';
import { noCookies, tokenOfPage } from '../execution/session-cookies.js';
import { AppError, presentError } from '../graphql/errors.js';
import { clientAddress } from '../limits/address.js';
import type { OriginSettings } from '../limits/origin.js';
import type { QueueBoard } from './queue-board-app.js';

export const QUEUE_BOARD_PATH = '/admin/queues';

/** Whether the board is served, and whether it may change the queues. */
export type QueueBoardMode = 'off' | 'read' | 'write';

interface QueueBoardDeps extends ContextDeps {
  settings: OriginSettings;
  mode: QueueBoardMode;
  /** Loads Bull Board. Called at an administrator's first visit, so that the start of a process does not pay for it. */
  load: () => Promise<QueueBoard>;
}

/**
 * Serves Bull Board to administrators: by a bearer token, or by the session cookies of a page of this server. The role
 * is read at each request.
 */
export async function serveQueueBoard(app: FastifyInstance, deps: QueueBoardDeps) {
  const { mode, log } = deps;
  let board: Promise<QueueBoard> | undefined;

  const administrator = ({ id, raw, headers }: FastifyRequest) =>
    administratorOf(deps, {
      requestId: id,
      token: bearerToken(raw.headersDistinct.authorization) ?? tokenOfPage(raw, deps.settings),
      cookies: noCookies,
      userAgent: headers['user-agent'] ?? null,
      address: clientAddress(raw, deps.settings.trustProxy),
    });

  async function answer(request: FastifyRequest, reply: FastifyReply) {
    try {
      const userId = await administrator(request);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        if (mode !== 'write') throw readOnly();
        const { id: requestId, method, url } = request;
        log.warn({ userId, requestId, method, url }, 'queue board: an administrator changes a queue');
      }
      board ??= deps.load().catch((error) => {
        board = undefined;
        throw error;
      });
      const { serve } = await board;
      reply.hijack();
      serve(request.raw, reply.raw);
    } catch (error) {
      return refuse(request, reply, error as Error);
    }
  }

  function refuse(request: FastifyRequest, reply: FastifyReply, error: Error) {
    const cause =
      error instanceof GraphQLError ? error : new GraphQLError('request failed', { originalError: error });
    const presented = presentError(cause, { requestId: request.id, log });
    return reply
      .status(STATUSES[String(presented.extensions?.code)] ?? 500)
      .header('cache-control', 'no-store')
      .send({ errors: [presented] });
  }

  await app.register(async (scope) => {
    // The board reads the body.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of [QUEUE_BOARD_PATH, `${QUEUE_BOARD_PATH}/*`])
      scope.route({ url, method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], handler: answer });
  });
  app.addHook('onClose', async () => {
    await (await board?.catch(() => undefined))?.close();
  });
}

const readOnly = () => new AppError('FORBIDDEN', 'The board is read-only. BULL_BOARD=write permits changes.');

const STATUSES: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
};
