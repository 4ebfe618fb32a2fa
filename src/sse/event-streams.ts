import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import { createContext } from '../execution/context.js';
import { chosenOperation } from '../execution/request-parameters.js';
import { bearerToken } from '../execution/request-token.js';
import { cookiesOfRequest, tokenOfStream } from '../execution/session-cookies.js';
import { AppError, type ErrorScope, presentError } from '../graphql/errors.js';
import { clientAddress } from '../limits/address.js';
import { lastEventIdOf } from './resume.js';
import { acceptsEvents, streamParameters } from './stream-request.js';
import { StreamWriter } from './stream-writer.js';
import { asGraphQLError, createStreamSubscriptions, type EventStreamDeps } from './subscription.js';

/** The longest that a stream may have unsent data, in milliseconds; the same as for sockets. */
const DRAIN_LIMIT_MS = 10_000;
const LOOK_MS = 1_000;
/** A shutdown waits this long, in milliseconds, for answers in progress. */
const ANSWER_LIMIT_MS = 4_000;
const ANSWER_LOOK_MS = 20;

/**
 * Answers GraphQL over server-sent events. Errors before execution are `next` events too, as the protocol requires: a
 * browser's EventSource gives a page no answer but 200.
 */
export function createEventStreams(deps: EventStreamDeps) {
  const { apollo, queryLimits, settings, log } = deps;
  const streams = new Set<StreamWriter>();
  /** The streams that answer a query or a mutation. */
  const answering = new Set<StreamWriter>();
  const subscribe = createStreamSubscriptions(deps);
  let closing = false;

  const timer = setInterval(() => {
    const now = Date.now();
    for (const stream of streams) stream.endIfSlow(now, DRAIN_LIMIT_MS);
  }, LOOK_MS).unref();

  function incoming(request: FastifyRequest, reply: FastifyReply) {
    const { raw, headers, method } = request;
    const cookies = cookiesOfRequest(raw, settings, (cookie) => void reply.header('set-cookie', cookie));
    const inCookie = method === 'GET' ? tokenOfStream(raw, settings) : cookies.token;
    return {
      requestId: request.id,
      token: bearerToken(raw.headersDistinct.authorization) ?? inCookie,
      cookies,
      userAgent: headers['user-agent'] ?? null,
      address: clientAddress(raw, settings.trustProxy),
    };
  }

  async function run(request: FastifyRequest, reply: FastifyReply, stream: StreamWriter): Promise<void> {
    const parameters = streamParameters(request, deps.trusted);
    const document = queryLimits.read(parameters.query, parameters.variables);
    const operation = chosenOperation(document, parameters.operationName);
    if (operation?.operation === OperationTypeNode.MUTATION && request.method === 'GET') {
      throw new AppError('BAD_REQUEST', 'Send mutations with POST.');
    }
    const caller = incoming(request, reply);
    const contextValue = await createContext(deps, caller);
    if (stream.ended) return undefined;
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
      const { variables: variableValues, operationName } = parameters;
      return subscribe({
        stream,
        caller,
        operation,
        execution: { document, contextValue, variableValues, operationName },
        lastEventId: lastEventIdOf(request.headers['last-event-id']),
        headers: () => headersOf(reply),
      });
    }
    answering.add(stream);
    const { body } = await apollo.executeOperation(parameters, { contextValue });
    if (body.kind !== 'single') throw new Error('incremental delivery is not part of this schema');
    stream.open(headersOf(reply));
    await stream.next(body.singleResult);
    stream.complete();
    return undefined;
  }

  async function refuse(error: unknown, scope: ErrorScope, reply: FastifyReply, stream: StreamWriter) {
    const presented = presentError(asGraphQLError(error), scope);
    if (!reply.raw.headersSent) stream.open(headersOf(reply));
    await stream.next({ errors: [presented] });
    stream.complete();
  }

  return {
    async handle(request: FastifyRequest, reply: FastifyReply) {
      if (!acceptsEvents(request.headers.accept)) {
        const message = 'This path sends text/event-stream. Send queries and mutations to /graphql for JSON.';
        const errors = [{ message, extensions: { code: 'BAD_REQUEST' } }];
        return reply.status(406).header('accept', 'text/event-stream').send({ errors });
      }
      reply.hijack();
      const stream = new StreamWriter(reply.raw);
      streams.add(stream);
      stream.onEnd(() => streams.delete(stream));
      try {
        // A browser's EventSource connects again after an answer that ends, and gives up after any error.
        if (closing) stream.open({ ...headersOf(reply), connection: 'close' });
        else await run(request, reply, stream);
      } catch (error) {
        await refuse(error, { requestId: request.id, log }, reply, stream);
      } finally {
        answering.delete(stream);
        stream.end();
      }
      return reply;
    },

    /** Ends every subscription, on which clients connect again, and waits for answers in progress. */
    async close() {
      closing = true;
      clearInterval(timer);
      for (const stream of streams) if (!answering.has(stream)) stream.end();
      const limit = Date.now() + ANSWER_LIMIT_MS;
      while (answering.size > 0 && Date.now() < limit) await delay(ANSWER_LOOK_MS);
      for (const stream of streams) stream.end();
    },
  };
}

/** The headers of the response for CORS and cookies. */
const headersOf = (reply: FastifyReply) => reply.getHeaders() as OutgoingHttpHeaders;
