import { authExchange } from '@urql/exchange-auth';
import { Client, type CombinedError, cacheExchange, fetchExchange, subscriptionExchange } from 'urql';
import { endsSoon, refresh } from '../session/refresh.js';
import { readSession } from '../session/session.js';
import { socketClient } from './connection.js';
import { ANSWER_MS, GRAPHQL_URL, SESSION_HEADERS } from './http.js';
import { keepAnswers } from './keep-answers.js';
import { readServerClock } from './server-clock.js';

export const codeOf = (error: CombinedError | undefined): string | undefined =>
  error?.graphQLErrors[0]?.extensions.code as string | undefined;

/** Replaces `AbortSignal.any`, which some supported browsers lack. */
function withTimeLimit(signal: AbortSignal | null | undefined): AbortSignal {
  const limit = AbortSignal.timeout(ANSWER_MS);
  if (!signal) return limit;
  const either = new AbortController();
  for (const one of [signal, limit]) {
    if (one.aborted) either.abort(one.reason);
    one.addEventListener('abort', () => either.abort(one.reason), { once: true, signal: either.signal });
  }
  return either.signal;
}

/** Queries and mutations over HTTP, subscriptions over the tab's socket, each with the newest cookies. */
export const createApiClient = () =>
  new Client({
    url: GRAPHQL_URL,
    preferGetMethod: false,
    fetchOptions: { headers: SESSION_HEADERS },
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, signal: withTimeLimit(init?.signal) });
      readServerClock(response);
      return response;
    },
    exchanges: [
      keepAnswers(),
      cacheExchange,
      authExchange(async () => {
        let used: number | null = null;
        return {
          addAuthToOperation(operation) {
            used = readSession()?.renewedAt ?? null;
            return operation;
          },
          willAuthError() {
            const kept = readSession();
            return kept !== null && endsSoon(kept);
          },
          didAuthError: (error) => codeOf(error) === 'UNAUTHENTICATED' && readSession() !== null,
          async refreshAuth() {
            const kept = readSession();
            // Without a network, send the operation anyway: it fails with a readable error.
            if (kept && (endsSoon(kept) || kept.renewedAt === used))
              await refresh(kept.renewedAt).catch(() => {});
          },
        };
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (request) => ({
          subscribe: (sink) => ({
            unsubscribe: socketClient.subscribe({ ...request, query: request.query ?? '' }, sink),
          }),
        }),
      }),
    ],
  });
