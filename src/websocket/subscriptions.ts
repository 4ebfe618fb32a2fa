import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApolloServer } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { ServerOptions, Context as SocketContext, SubscribePayload } from 'graphql-ws';
import { type Context, type ContextDeps, connectionToken, createContext } from '../execution/context.js';
import type { Execution } from '../execution/execution.js';
import { chosenOperation, dropEmptyName } from '../execution/request-parameters.js';
import { type ErrorScope, presentError } from '../graphql/errors.js';
import { clientAddress, type TrustProxy } from '../limits/address.js';
import { BODY_LIMIT } from '../limits/body-limit.js';
import type { QueryLimits } from '../limits/query-limits.js';
import { addressKey } from '../limits/rate-limits.js';
import { createSocketLimits, type SocketLimitSettings } from '../limits/socket-limits.js';
import { createSocketServer, type SocketBase } from './socket-server.js';
import { CloseCode, SocketState } from './socket-state.js';
import { originAllowed, refuseUpgrade } from './upgrade.js';

interface SubscriptionSettings {
  /** Origins whose pages may connect; `*` for every origin. */
  corsOrigins: string[];
  sockets: SocketLimitSettings;
  trustProxy: TrustProxy;
}

interface SubscriptionDeps extends ContextDeps {
  apollo: ApolloServer<Context>;
  execution: Execution;
  httpServer: Server;
  schema: GraphQLSchema;
  queryLimits: QueryLimits;
  settings: SubscriptionSettings;
}

interface ClientFacts {
  address: string;
  userAgent: string | null;
}

interface SocketExtra extends SocketBase {
  client: ClientFacts;
  /** From `connection_init` on. */
  state: SocketState | undefined;
}
type Socket = SocketContext<Record<string, unknown>, SocketExtra>;

/** A socket that says nothing within this time, in milliseconds, is closed with 4408. */
const INIT_TIMEOUT_MS = 3_000;
/** The largest message, in bytes: of whoever has signed in, as large as over HTTP. */
const MAX_PAYLOAD = { anonymous: 64 * 1_024, signedIn: BODY_LIMIT };
/** Whoever closes the server waits this long, in milliseconds, for answers that are under way. */
const ANSWER_LIMIT_MS = 4_000;
const ANSWER_LOOK_MS = 20;
/** A socket whose session ended is closed after this time, in milliseconds: the answer to its own `logout` goes out. */
const LAST_ANSWER_MS = 100;

/**
 * graphql-ws (the graphql-transport-ws protocol) on the API's port and path. Apollo's plugins and formatError don't
 * reach it by themselves: queries and mutations are therefore answered by Apollo, and the errors of subscriptions
 * presented by the same function.
 */
export function attachSubscriptions(deps: SubscriptionDeps) {
  const { apollo, execution, httpServer, schema, services, log, queryLimits, settings } = deps;
  const socketLimits = createSocketLimits(settings.sockets);
  /** Queries and mutations that are being answered. */
  const underWay = new Set<SubscribePayload>();

  /** By operation, so that whatever is said of it has one request id. */
  const scopes = new WeakMap<SubscribePayload, ErrorScope>();
  /** What Apollo answered, by the execution that graphql-ws is about to make. */
  const answers = new WeakMap<object, ExecutionResult>();
  /** What Apollo has made of errors already. */
  const presented = new WeakMap<GraphQLError, GraphQLFormattedError>();

  function scopeOf(payload: SubscribePayload): ErrorScope {
    const scope = scopes.get(payload) ?? { requestId: randomUUID(), log };
    scopes.set(payload, scope);
    return scope;
  }

  function contextOf(socket: Socket, payload: SubscribePayload): Promise<Context> {
    const token = socket.extra.state?.token ?? null;
    const { requestId } = scopeOf(payload);
    return createContext(deps, { requestId, token, ...socket.extra.client });
  }

  /** An error result (nothing was executed) as errors, any other as the execution that will answer with it. */
  async function answerThroughApollo(
    payload: SubscribePayload,
    document: DocumentNode,
    contextValue: Context,
  ) {
    const request = {
      query: payload.query,
      ...(payload.operationName != null && { operationName: payload.operationName }),
      ...(payload.variables != null && { variables: payload.variables as Record<string, unknown> }),
    };
    const { body } = await apollo.executeOperation(request, { contextValue });
    if (body.kind !== 'single') throw new Error('incremental delivery is not part of this schema');
    const { data, errors } = body.singleResult;
    if (data === undefined && errors) return errors.map(asGraphQLError);
    const execution = { schema, document, operationName: payload.operationName, contextValue };
    answers.set(execution, body.singleResult as ExecutionResult);
    return execution;
  }

  function asGraphQLError(formatted: GraphQLFormattedError): GraphQLError {
    const error = new GraphQLError(formatted.message);
    presented.set(error, formatted);
    return error;
  }

  function present(payload: SubscribePayload, errors: readonly (GraphQLError | GraphQLFormattedError)[]) {
    return errors.map((error) =>
      error instanceof GraphQLError ? (presented.get(error) ?? presentError(error, scopeOf(payload))) : error,
    );
  }

  async function validSubscription(socket: Socket, payload: SubscribePayload, document: DocumentNode) {
    const invalid = queryLimits.validate(document);
    if (invalid.length > 0) return invalid.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED'));
    const contextValue = await contextOf(socket, payload);
    const { operationName, variables: variableValues } = payload;
    return { schema, document, operationName, variableValues, contextValue };
  }

  /** Takes a place among the holder's sockets; without one left, the socket is closed and the answer null. */
  function openFor(extra: SocketExtra, holder: string, token: string | null): SocketState | null {
    // Closed while its token was checked: what it took now, nobody would give back.
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
      const token = connectionToken(socket.connectionParams) ?? null;
      // Read, and not to weigh on the socket.
      delete (socket as { connectionParams?: unknown }).connectionParams;
      if (token === null) return openFor(extra, addressKey(extra.client.address), null) !== null;
      const check = services.auth.checkToken(token);
      if (!check.ok && check.reason === 'invalid') {
        extra.socket.close(CloseCode.InvalidToken, 'Invalid token');
        return false;
      }
      // False closes with 4403, on which clients come back, with a new token.
      if (!check.ok || !(await services.auth.isLive(check.claims))) return false;
      const state = openFor(extra, check.claims.userId, token);
      if (!state) return false;
      state.atExpiry(check.claims.expiresAt, () =>
        extra.socket.close(CloseCode.ExpiredToken, 'Token expired'),
      );
      const endWatch = services.auth.watch(check.claims, () =>
        setTimeout(() => extra.socket.close(CloseCode.ExpiredToken, 'Signed out'), LAST_ANSWER_MS),
      );
      state.atEnd(endWatch);
      return true;
    },

    async onSubscribe(socket, id, payload) {
      const { state } = socket.extra;
      dropEmptyName(payload);
      try {
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
        // Whoever subscribes and then asks for a job on one socket hears of it, however fast the job is.
        await state?.subscriptionsLive();
        underWay.add(payload);
        return await answerThroughApollo(payload, document, await contextOf(socket, payload));
      } catch (error) {
        // Thrown on, it would close the socket, outside production with its own words.
        state?.subscriptionFailed(id);
        if (error instanceof GraphQLError) return [error];
        return [new GraphQLError('the operation could not be begun', { originalError: error as Error })];
      } finally {
        underWay.delete(payload);
      }
    },

    // Runs for queries and mutations only, which onSubscribe has had answered.
    execute: (args) => answers.get(args) as ExecutionResult,
    subscribe: execution.subscribe,

    onOperation: ({ extra }, id) => void extra.state?.subscriptionStarted(id),

    // Not async: a promise for each event would be for nothing.
    onNext(socket, _id, payload, _args, result) {
      if (!result.errors) return undefined;
      const errors = present(payload, result.errors);
      if (
        socket.extra.state?.token &&
        errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')
      ) {
        socket.extra.socket.close(CloseCode.ExpiredToken, 'Signed out');
      }
      return { ...result, errors };
    },

    onComplete: ({ extra }, id) => extra.state?.share.unsubscribe(id),

    onError: (_socket, _id, payload, errors) => present(payload, errors),

    onClose: ({ extra }) => extra.state?.dispose(),
  };
  const server = createSocketServer<SocketExtra>({
    httpServer,
    protocol,
    maxPayload: MAX_PAYLOAD,
    isSignedIn: ({ state }) => Boolean(state?.token),
    log,
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
      state: undefined,
    }),
  });

  return {
    /** Answers what was asked, and closes every socket with 1001, on which clients come back to another process. */
    async close() {
      server.stopAccepting();
      const limit = Date.now() + ANSWER_LIMIT_MS;
      do await delay(ANSWER_LOOK_MS);
      while (underWay.size > 0 && Date.now() < limit);
      // The last of them is on its way out.
      await delay(ANSWER_LOOK_MS);
      await server.close();
    },
  };
}

function withCode({ message, nodes, source, positions }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}
