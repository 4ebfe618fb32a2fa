import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApolloServer } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema } from 'graphql';
import type { ServerOptions, Context as SocketContext, SubscribePayload } from 'graphql-ws';
import type { Execution } from '../execution/compiled/execution.js';
import { type Context, type ContextDeps, createContext } from '../execution/context.js';
import { takeDocument } from '../execution/document-id.js';
import type { OperationMetrics } from '../execution/operation-metrics.js';
import { chosenOperation, dropEmptyName } from '../execution/request-parameters.js';
import { connectionToken } from '../execution/request-token.js';
import { noCookies, tokenOfUpgrade } from '../execution/session-cookies.js';
import { addressKey, clientAddress, type TrustProxy } from '../limits/address.js';
import { BODY_LIMIT } from '../limits/body-limit.js';
import { originAllowed } from '../limits/origin.js';
import type { QueryLimits } from '../limits/query-limits.js';
import type { SocketLimits } from '../limits/socket-limits.js';
import type { TrustedDocuments } from '../limits/trusted-documents.js';
import { createApolloAnswers } from './apollo-answers.js';
import type { SocketMetrics } from './socket-metrics.js';
import { createSocketServer, type SocketBase } from './socket-server.js';
import { CloseCode, SocketState } from './socket-state.js';
import { refuseUpgrade } from './upgrade.js';

interface SubscriptionSettings {
  /** Origins whose pages may connect; `*` for every origin. */
  corsOrigins: string[];
  trustProxy: TrustProxy;
}

interface SubscriptionDeps extends ContextDeps {
  apollo: ApolloServer<Context>;
  execution: Execution;
  httpServer: Server;
  schema: GraphQLSchema;
  queryLimits: QueryLimits;
  trusted: TrustedDocuments | null;
  socketLimits: SocketLimits;
  settings: SubscriptionSettings;
  metrics?: { operations: OperationMetrics; sockets: SocketMetrics } | undefined;
}

interface ClientFacts {
  address: string;
  userAgent: string | null;
}

interface SocketExtra extends SocketBase {
  client: ClientFacts;
  /** The token of the session's cookie, until `connection_init`. */
  cookieToken: string | null;
  /** From `connection_init` on. */
  state: SocketState | undefined;
}
type Socket = SocketContext<Record<string, unknown>, SocketExtra>;

/** A socket without `connection_init` within this time, in milliseconds, is closed with 4408. */
const INIT_TIMEOUT_MS = 3_000;
/** The largest message, in bytes; after authentication as large as over HTTP. */
const MAX_PAYLOAD = { anonymous: 64 * 1_024, signedIn: BODY_LIMIT };
/** A shutdown waits this long, in milliseconds, for answers in progress. */
const ANSWER_LIMIT_MS = 4_000;
const ANSWER_LOOK_MS = 20;
/** A socket is closed this long after its session has ended, in milliseconds: its own `logout` is answered first. */
const LAST_ANSWER_MS = 100;

/** Serves graphql-ws (the graphql-transport-ws protocol) on the API's port and path. */
export function attachSubscriptions(deps: SubscriptionDeps) {
  const { apollo, execution, httpServer, schema, services, log, queryLimits, socketLimits, settings } = deps;
  const { metrics, trusted } = deps;
  /** Queries and mutations in progress. */
  const underWay = new Set<SubscribePayload>();

  const answers = createApolloAnswers(apollo, log, metrics?.operations.failed);
  metrics?.sockets.read(socketLimits.counts);

  function contextOf(socket: Socket, payload: SubscribePayload): Promise<Context> {
    const token = socket.extra.state?.token ?? null;
    const { requestId } = answers.scopeOf(payload);
    return createContext(deps, { requestId, token, cookies: noCookies, ...socket.extra.client });
  }

  async function validSubscription(socket: Socket, payload: SubscribePayload, document: DocumentNode) {
    const invalid = queryLimits.validate(document);
    if (invalid.length > 0) return [...invalid];
    const contextValue = await contextOf(socket, payload);
    const { operationName, variables: variableValues } = payload;
    return { schema, document, operationName, variableValues, contextValue };
  }

  /** Takes a place among the holder's sockets; closes the socket and returns null if none is left. */
  function openFor(extra: SocketExtra, holder: string, token: string | null): SocketState | null {
    // Closed while its token was checked: nothing would release its place.
    if (extra.socket.readyState !== extra.socket.OPEN) return null;
    const share = socketLimits.open(holder);
    if (!share) {
      extra.socket.close(CloseCode.TooManySockets, 'Too many sockets');
      return null;
    }
    extra.state = new SocketState(token, share);
    return extra.state;
  }

  const protocol: ServerOptions<Record<string, unknown>, SocketExtra> = {
    connectionInitWaitTimeout: INIT_TIMEOUT_MS,

    async onConnect(socket) {
      const { extra } = socket;
      const token = connectionToken(socket.connectionParams) ?? extra.cookieToken;
      extra.cookieToken = null;
      // Not kept for the life of the socket.
      delete (socket as { connectionParams?: unknown }).connectionParams;
      if (token === null) return openFor(extra, addressKey(extra.client.address), null) !== null;
      const check = await services.auth.checkToken(token);
      if (!check.ok && check.reason === 'invalid') {
        extra.socket.close(CloseCode.InvalidToken, 'Invalid token');
        return false;
      }
      // False closes with 4403, on which clients reconnect with a new token.
      if (!check.ok || !(await services.auth.isLive(check.claims))) return false;
      const state = openFor(extra, check.claims.userId, token);
      if (!state) return false;
      state.atExpiry(check.claims.expiresAt, () =>
        extra.socket.close(CloseCode.ExpiredToken, 'Token expired'),
      );
      const endWatch = services.auth.watch(check.claims, () =>
        setTimeout(() => extra.socket.close(CloseCode.ExpiredToken, 'Signed out'), LAST_ANSWER_MS),
      );
      const { userId, sessionId, access } = check.claims;
      const device = { sessionId, userAgent: extra.client.userAgent };
      // An access token's program is not a device of the user.
      const leave = access ? undefined : services.presence.connect(userId, device);
      state.atEnd(() => {
        endWatch();
        leave?.();
      });
      return true;
    },

    async onSubscribe(socket, id, payload) {
      const { state } = socket.extra;
      dropEmptyName(payload);
      try {
        takeDocument(payload, trusted);
        const document = queryLimits.read(payload.query, payload.variables);
        const isSubscription = chosenOperation(document, payload.operationName)?.operation === 'subscription';
        // In the same tick as the message, so that the next message finds it.
        if (isSubscription) {
          state?.share.subscribe(id);
          state?.subscriptionStarts(id);
        }
        if (isSubscription) {
          const execution = await validSubscription(socket, payload, document);
          if (Array.isArray(execution)) state?.subscriptionFailed(id);
          return execution;
        }
        // A job that is requested after a subscription on the same socket never ends before the subscription is live.
        await state?.subscriptionsLive();
        underWay.add(payload);
        const contextValue = await contextOf(socket, payload);
        return await answers.answer(payload, { schema, document, contextValue });
      } catch (error) {
        // If it were rethrown, it would close the socket.
        state?.subscriptionFailed(id);
        if (error instanceof GraphQLError) return [error];
        return [new GraphQLError('the operation could not be begun', { originalError: error as Error })];
      } finally {
        underWay.delete(payload);
      }
    },

    // Called for queries and mutations only, which Apollo has answered in onSubscribe.
    execute: (args) => answers.answerOf(args),
    subscribe: metrics
      ? metrics.operations.observe(execution.subscribe)
      : (args) => execution.subscribe(args),

    onOperation: ({ extra }, id) => void extra.state?.subscriptionStarted(id),

    // Not async: it would make a promise for each event.
    onNext(socket, _id, payload, _args, result) {
      if (!result.errors) return undefined;
      const errors = answers.present(payload, result.errors);
      if (
        socket.extra.state?.token &&
        errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')
      ) {
        socket.extra.socket.close(CloseCode.ExpiredToken, 'Signed out');
      }
      return { ...result, errors };
    },

    onComplete: ({ extra }, id) => extra.state?.share.unsubscribe(id),

    onError: (_socket, _id, payload, errors) => answers.present(payload, errors),

    onClose: ({ extra }) => extra.state?.dispose(),
  };
  const server = createSocketServer<SocketExtra>({
    httpServer,
    protocol,
    maxPayload: MAX_PAYLOAD,
    isSignedIn: ({ state }) => Boolean(state?.token),
    log,
    metrics: metrics?.sockets,
    admit(request, stream) {
      if (request.url?.split('?')[0] !== '/graphql') {
        refuseUpgrade(stream, '404 Not Found', 'NOT_FOUND', 'There is nothing here.');
        return false;
      }
      if (!originAllowed(request, settings.corsOrigins, settings.trustProxy)) {
        refuseUpgrade(stream, '403 Forbidden', 'FORBIDDEN', 'Pages of this origin may not connect.');
        return false;
      }
      return true;
    },
    describe: (request, socket) => ({
      socket,
      client: {
        address: clientAddress(request, settings.trustProxy),
        userAgent: request.headers['user-agent'] ?? null,
      },
      cookieToken: tokenOfUpgrade(request, settings),
      state: undefined,
    }),
  });

  return {
    /** Answers operations in progress, and closes every socket with 1001, on which clients reconnect. */
    async close() {
      server.stopAccepting();
      const limit = Date.now() + ANSWER_LIMIT_MS;
      do await delay(ANSWER_LOOK_MS);
      while (underWay.size > 0 && Date.now() < limit);
      // The last answer is being sent.
      await delay(ANSWER_LOOK_MS);
      await server.close();
    },
  };
}
