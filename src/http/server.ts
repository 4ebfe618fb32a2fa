import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { ApiEnv } from '../config/env.js';
import { checkRequest, rateLimitReports, readOnlyTokens } from '../execution/apollo-limits.js';
import { gatewayOf } from '../execution/compiled/apollo-gateway.js';
import { createExecution } from '../execution/compiled/execution.js';
import { type Context, type ContextDeps, createContext } from '../execution/context.js';
import { withTrustedDocument } from '../execution/document-id.js';
import type { OperationMetrics } from '../execution/operation-metrics.js';
import { traceOperations } from '../execution/operation-spans.js';
import { withoutEmptyParameters } from '../execution/request-parameters.js';
import { bearerToken } from '../execution/request-token.js';
import { cookiesOfRequest } from '../execution/session-cookies.js';
import { serviceUnavailable } from '../graphql/errors.js';
import { isOutage } from '../infra/outage.js';
import type { RedisClient } from '../infra/redis-client.js';
import type { Tracing } from '../infra/telemetry/tracing.js';
import { clientAddress } from '../limits/address.js';
import { BODY_LIMIT } from '../limits/body-limit.js';
import { isListed } from '../limits/origin.js';
import { createQueryLimits } from '../limits/query-limits.js';
import { createSocketLimits } from '../limits/socket-limits.js';
import { loadTrustedDocuments } from '../limits/trusted-documents.js';
import { createEventStreams } from '../sse/event-streams.js';
import type { SocketMetrics } from '../websocket/socket-metrics.js';
import { attachSubscriptions } from '../websocket/subscriptions.js';
import { compressAnswers } from './compression.js';
import { answerNotModified, entityTags } from './entity-tags.js';
import { serveExportDownloads } from './export-downloads.js';
import { answerBrokenRequest, answerFaultsAsGraphQL, answerUnknownPath } from './faults.js';
import { serveImports } from './imports.js';
import { listen } from './listen.js';
import { MODEL_STATUS_PATH, serveModelStatus } from './model-status.js';
import { servePlayground } from './playground.js';
import { presentOnce } from './present-once.js';
import { QUEUE_BOARD_PATH, serveQueueBoard } from './queue-board.js';
import { openQueueBoard } from './queue-board-app.js';
import { readJsonBodies } from './request-body.js';
import { secureHeaders } from './secure-headers.js';
import { loadWebApp, serveWebApp } from './web-app.js';

export interface ServerDeps extends ContextDeps {
  schema: GraphQLSchema;
  settings: ServerSettings;
  /** Whether each server that the API depends on answers, for `/readyz`. */
  ready: () => Promise<Record<string, boolean>>;
  /** What the board of queues shows: their names, and the connection to them. */
  queues: { names: readonly string[]; redis: RedisClient };
  /** Whether the process shuts down: it is not ready from then on. */
  stopping: () => boolean;
  metrics?: { operations: OperationMetrics; sockets: SocketMetrics } | undefined;
  tracing?: Tracing | null;
}

export type ServerSettings = Pick<
  ApiEnv,
  | 'host'
  | 'port'
  | 'corsOrigins'
  | 'queueBoard'
  | 'mail'
  | 'introspection'
  | 'playground'
  | 'modelStatusFile'
  | 'requestTimeoutMs'
  | 'operationTimeoutMs'
  | 'query'
  | 'trustedDocuments'
  | 'sockets'
  | 'importMaxBytes'
  | 'trustProxy'
>;

export interface RunningServer {
  /** The GraphQL endpoint over HTTP; over WebSocket it is the same with `ws:`. */
  url: string;
  /** Answers requests in progress, closes sockets with 1001 (clients reconnect), and frees the port. */
  close(): Promise<void>;
}

/** Headers that a page of another origin may read. */
const READABLE_HEADERS = ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'ETag'];
/** How often Node checks for requests that are too slow, in milliseconds. */
const TIMEOUT_CHECK_MS = 1_000;
/** Browsers keep the answer to a preflight for two hours at most. */
const PREFLIGHT_SECONDS = 7_200;
/** How often a shutdown closes connections that have become idle, in milliseconds. */
const IDLE_CHECK_MS = 50;

/**
 * Serves Apollo over HTTP and graphql-ws on one port and path.
 * @throws StartError where the port is in use, or a manifest of trusted documents can't be read
 */
export async function createServer(deps: ServerDeps): Promise<RunningServer> {
  const { schema, log, settings } = deps;
  const { introspection } = settings;
  const trusted =
    settings.trustedDocuments && (await loadTrustedDocuments(settings.trustedDocuments, schema));
  deps.metrics?.operations.know(trusted?.names ?? []);
  const queryLimits = createQueryLimits(schema, { ...settings.query, introspection }, trusted);
  const { modelStatusFile } = settings;
  const webApp = await loadWebApp({
    modelStatus: modelStatusFile && MODEL_STATUS_PATH,
    mail: settings.mail !== null,
    queueBoard: settings.queueBoard !== 'off',
  });
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: settings.requestTimeoutMs,
    // Node takes the longer of the two for the whole request, and the headers' own is a minute by default.
    http: { connectionsCheckingInterval: TIMEOUT_CHECK_MS, headersTimeout: settings.requestTimeoutMs },
    clientErrorHandler: answerBrokenRequest,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (_error, request, reply) => void answerUnknownPath(request, reply, webApp?.page ?? null),
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
    rewriteUrl: ({ url = '/' }) => withTrustedDocument(withoutEmptyParameters(url), trusted),
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
  });
  const errors = presentOnce(log, deps.metrics?.operations.failed);
  const untraced = createExecution<Context>(schema, {
    timeLimitMs: settings.operationTimeoutMs,
    beforeEvent: (context) => context.forgetLoaded(),
  });
  const { tracing } = deps;
  const execution = tracing ? { ...untraced, execute: traceOperations(untraced.execute, tracing) } : untraced;
  const apollo = new ApolloServer<Context>({
    gateway: gatewayOf<Context>(execution, schema),
    introspection,
    // Stacks go to the log only, in development mode too.
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    // document-id.ts resolves ids, for all transports.
    persistedQueries: false,
    // shutdown.ts handles signals: Apollo would send the signal again during the shutdown.
    stopOnTerminationSignals: false,
    allowBatchedHttpRequests: false,
    logger: log,
    formatError: errors.format,
    // Apollo's own appends a line break, which copies a long answer.
    stringifyResult: (result) => JSON.stringify(result),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      // Its page loads scripts of another origin, which the content security policy forbids.
      ApolloServerPluginLandingPageDisabled(),
      errors.plugin,
      readOnlyTokens,
      rateLimitReports,
      ...(deps.metrics ? [deps.metrics.operations.plugin] : []),
      entityTags,
    ],
  });
  await apollo.start();

  secureHeaders(app);
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && isListed(origin, settings.corsOrigins)),
    credentials: true,
    maxAge: PREFLIGHT_SECONDS,
    strictPreflight: false,
    exposedHeaders: READABLE_HEADERS,
  });
  readJsonBodies(app);
  answerFaultsAsGraphQL(app, log, webApp?.page ?? null);
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (deps.stopping()) return reply.status(503).send({ accepting: false });
    const servers = await deps.ready();
    return reply.status(Object.values(servers).every(Boolean) ? 200 : 503).send(servers);
  });
  if (modelStatusFile) serveModelStatus(app, modelStatusFile);
  if (settings.playground) await servePlayground(app);
  if (webApp) await serveWebApp(app, webApp);
  const mode = settings.queueBoard;
  if (mode !== 'off') {
    const { names: queues, redis } = deps.queues;
    const options = { path: QUEUE_BOARD_PATH, queues, redis, readOnly: mode !== 'write', log };
    await serveQueueBoard(app, { ...deps, mode, load: () => openQueueBoard(options) });
  }
  serveExportDownloads(app, deps);
  await serveImports(app, deps);
  await app.register(async (scope) => {
    answerNotModified(scope);
    await compressAnswers(scope);
    scope.route({
      url: '/graphql',
      method: ['GET', 'POST'],
      handler: fastifyApolloHandler(apollo, {
        context: async (request, reply) => {
          checkRequest(queryLimits, trusted, request);
          const cookies = cookiesOfRequest(request.raw, settings, (cookie) => {
            void reply.header('set-cookie', cookie);
          });
          return createContext(deps, {
            requestId: request.id,
            token: bearerToken(request.raw.headersDistinct.authorization) ?? cookies.token,
            cookies,
            userAgent: request.headers['user-agent'] ?? null,
            address: clientAddress(request.raw, settings.trustProxy),
          }).catch(asUnavailable);
        },
      }),
    });
  });
  const socketLimits = createSocketLimits(settings.sockets);
  const transport = { ...deps, apollo, execution, queryLimits, trusted, socketLimits };
  const sockets = attachSubscriptions({ ...transport, httpServer: app.server });
  // Not in the scope that compresses: zlib would hold events back.
  const streams = createEventStreams(transport);
  app.route({ url: '/graphql/stream', method: ['GET', 'POST'], handler: streams.handle });

  const listening = await listen(app, settings.host, settings.port);
  return {
    url: `http://localhost:${listening.port}/graphql`,
    async close() {
      // A kept-alive connection whose last request ends during the shutdown would keep the server open for a minute.
      const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_CHECK_MS);
      try {
        await Promise.all([sockets.close(), streams.close()]);
        await apollo.stop();
        await Promise.all([app.close(), listening.close()]);
      } finally {
        clearInterval(idle);
      }
    },
  };
}

/** Apollo answers an error of the context with 500: an outage is 503. */
function asUnavailable(error: unknown): never {
  if (!isOutage(error)) throw error;
  const { message, extensions } = serviceUnavailable();
  throw new GraphQLError(message, { extensions: { ...extensions, http: { status: 503 } } });
}
