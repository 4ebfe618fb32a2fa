import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { v7 as uuidv7 } from 'uuid';
import { bearerToken, type Context, createContext, type Services } from './context.js';
import { type ErrorScope, presentError } from './errors.js';
import type { Logger } from './infra/logger.js';
import { StartError } from './infra/start-error.js';
import { attachSubscriptions } from './subscriptions.js';

export interface ServerDeps {
  schema: GraphQLSchema;
  services: Services;
  log: Logger;
  settings: { host: string; port: number; corsOrigins: string[]; introspection: boolean };
  /** Whether the servers behind the API answer: what `/readyz` tells. */
  ready: () => Promise<Record<string, boolean>>;
}

export interface RunningServer {
  /** Of the GraphQL endpoint, over HTTP; the WebSocket's is the same with `ws:`. */
  url: string;
  /** Answers what has begun, closes sockets with 1001 (clients come back to another process), and frees the port. */
  close(): Promise<void>;
}

/** The largest request, in bytes: the longest body of a piece, four bytes a character, and room for the rest. */
const BODY_LIMIT = 1_000_000;
/** A request must have arrived within this time, in milliseconds. */
const REQUEST_TIMEOUT_MS = 15_000;
/** How often a server that closes lets go of connections that have become idle, in milliseconds. */
const IDLE_LOOK_MS = 50;

/**
 * Apollo over HTTP and graphql-ws on one port and path.
 * @throws StartError where the port is in use
 */
export async function createServer(deps: ServerDeps): Promise<RunningServer> {
  const { schema, services, log, settings } = deps;
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    genReqId: () => uuidv7(),
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
  });
  const errors = presentOnce(log);
  const apollo = new ApolloServer<Context>({
    schema,
    introspection: settings.introspection,
    // Development mode would put stacks into answers; ours go to the log.
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !settings.introspection,
    persistedQueries: false,
    // Ours is the one handler: Apollo's own would send the signal again while we still close.
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    logger: log,
    formatError: errors.format,
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginCacheControlDisabled(), errors.plugin],
  });
  await apollo.start();

  await app.register(helmet);
  await app.register(cors, { origin: settings.corsOrigins, credentials: true });
  answerFaultsAsGraphQL(app, log);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const servers = await deps.ready();
    return reply.status(Object.values(servers).every(Boolean) ? 200 : 503).send(servers);
  });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(apollo, {
      context: ({ id, headers }) =>
        createContext(services, log, { requestId: id, token: bearerToken(headers.authorization) }),
    }),
  });
  const sockets = attachSubscriptions({ apollo, httpServer: app.server, schema, services, log });

  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${settings.port} is in use: end what listens there, or set PORT to another one`,
      );
    }
    throw error;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  return {
    url: `http://localhost:${port}/graphql`,
    async close() {
      // A kept-alive connection that ends its last request only now would hold the server open for a minute.
      const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS);
      try {
        await sockets.close();
        await apollo.stop();
        await app.close();
      } finally {
        clearInterval(idle);
      }
    },
  };
}

/** Presents each error while its request is known; `formatError` alone has no request to log it under. */
function presentOnce(log: Logger) {
  const presented = new WeakMap<object, GraphQLFormattedError>();
  const plugin: ApolloServerPlugin<Context> = {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) presented.set(error, presentError(error, contextValue));
        },
      };
    },
    async unexpectedErrorProcessingRequest({ error, requestContext }) {
      requestContext.contextValue.log.error({ err: error }, 'request failed');
    },
  };
  const format = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const known = presented.get(error as GraphQLError);
    if (known) return known;
    const code = formatted.extensions?.code ?? 'BAD_REQUEST';
    // The context could not be made: Apollo would tell the cause, such as the address of a server that is away.
    if (code === 'INTERNAL_SERVER_ERROR') {
      const cause =
        error instanceof GraphQLError
          ? error
          : new GraphQLError('request failed', { originalError: error as Error });
      return presentError(cause, { requestId: uuidv7(), log });
    }
    return { message: formatted.message, extensions: { code } };
  };
  return { plugin, format };
}

/** What goes wrong before GraphQL (a malformed body, one too large, a path that is not there) is answered in its form. */
function answerFaultsAsGraphQL(app: FastifyInstance, log: Logger) {
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    const scope: ErrorScope = { requestId: request.id, log };
    if (status >= 500) {
      scope.log.error({ err: error, requestId: scope.requestId }, 'request failed');
      const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: scope.requestId };
      return reply.status(500).send({ errors: [{ message: 'Internal server error', extensions }] });
    }
    const message =
      status === 413
        ? `The request is larger than ${BODY_LIMIT} bytes.`
        : 'The request is not GraphQL over HTTP.';
    return reply.status(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).send({
      errors: [
        { message: 'There is nothing here: the API is at /graphql.', extensions: { code: 'NOT_FOUND' } },
      ],
    }),
  );
}
