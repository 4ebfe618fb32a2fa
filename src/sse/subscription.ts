import type { OutgoingHttpHeaders } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import {
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Execution, Operation } from '../execution/compiled/execution.js';
import type { Context, ContextDeps, Incoming } from '../execution/context.js';
import { presentError } from '../graphql/errors.js';
import { callAt } from '../infra/call-at.js';
import { addressKey } from '../limits/address.js';
import type { OriginSettings } from '../limits/origin.js';
import type { QueryLimits } from '../limits/query-limits.js';
import { type SocketLimits, tooManySockets } from '../limits/socket-limits.js';
import type { TrustedDocuments } from '../limits/trusted-documents.js';
import { namingHeader, startOf } from './resume.js';
import type { StreamWriter } from './stream-writer.js';

export interface EventStreamDeps extends ContextDeps {
  apollo: ApolloServer<Context>;
  execution: Execution;
  schema: GraphQLSchema;
  queryLimits: QueryLimits;
  trusted: TrustedDocuments | null;
  /** The limits that sockets and streams share. */
  socketLimits: SocketLimits;
  settings: OriginSettings;
}

interface StreamedSubscription {
  stream: StreamWriter;
  caller: Incoming;
  operation: OperationDefinitionNode;
  execution: Operation & { contextValue: Context };
  lastEventId: string | null;
  /** Read when the stream opens. */
  headers(): OutgoingHttpHeaders;
}

/** The id of a stream's only subscription among its holder's. */
const ONLY = 'stream';

/**
 * Sends the events of one subscription until it completes, the client leaves, or the session ends.
 * @throws what a client may read, before the stream is open
 */
export function createStreamSubscriptions(deps: EventStreamDeps) {
  const { services, schema, queryLimits, socketLimits, execution, log } = deps;

  /** Takes a place among the holder's sockets until the stream ends. @throws RATE_LIMITED */
  function takePlace(stream: StreamWriter, holder: string) {
    const share = socketLimits.open(holder);
    if (!share) throw tooManySockets(socketLimits.settings);
    stream.onEnd(() => share.release());
    share.subscribe(ONLY);
  }

  /** Ends the stream with the session that it belongs to. */
  async function endWithSession(stream: StreamWriter, { token, userAgent }: Incoming) {
    const check = token === null ? null : await services.auth.checkToken(token);
    if (!check?.ok) return;
    const { claims } = check;
    stream.onEnd(callAt(claims.expiresAt, () => stream.end()));
    stream.onEnd(services.auth.watch(claims, () => stream.end()));
    const { userId, sessionId, access } = claims;
    // An access token's program is not a device of the user.
    if (!access) stream.onEnd(services.presence.connect(userId, { sessionId, userAgent }));
  }

  function presented(result: ExecutionResult, { requestId }: Incoming): FormattedExecutionResult {
    const { errors, ...rest } = result;
    if (!errors) return rest;
    return { ...rest, errors: errors.map((error) => presentError(error, { requestId, log })) };
  }

  return async (request: StreamedSubscription): Promise<void> => {
    const { stream, caller, operation, execution: subscription, lastEventId, headers } = request;
    const { document, contextValue } = subscription;
    const invalid = queryLimits.validate(document);
    if (invalid.length > 0) {
      stream.open(headers());
      await stream.next(presented({ errors: invalid }, caller));
      return stream.complete();
    }
    const start = startOf(schema, document, operation, lastEventId);
    const { terms } = start;
    takePlace(stream, contextValue.viewer?.id ?? addressKey(caller.address));
    let first: string | null = null;
    let cursor: string | null = null;
    const events = await execution.subscribe(subscription, {
      document: start.document,
      onStart: (source) => {
        first = terms?.startOf(source) ?? null;
      },
      onEvent: (event) => {
        cursor = terms?.cursorOf(event) ?? null;
      },
    });
    if (!(Symbol.asyncIterator in events)) {
      const errors = (events.errors ?? []).map((error) => namingHeader(error, start, lastEventId));
      stream.open(headers());
      await stream.next(presented({ ...events, errors }, caller));
      return stream.complete();
    }
    stream.onEnd(() => void events.return?.());
    await endWithSession(stream, caller);
    stream.open(headers(), first);
    for await (const result of events) {
      const answer = presented(result, caller);
      // A client whose session continues connects again, and gets this event then.
      if (caller.token !== null && answer.errors?.some(isSignedOut)) return stream.end();
      await stream.next(answer, cursor);
      if (stream.ended) return;
    }
    stream.complete();
  };
}

const isSignedOut = ({ extensions }: { extensions?: Record<string, unknown> }) =>
  extensions?.code === 'UNAUTHENTICATED';

export const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('the operation could not be begun', { originalError: error as Error });
