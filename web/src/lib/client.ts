import { authExchange } from '@urql/exchange-auth';
import { Client, type CombinedError, cacheExchange, fetchExchange, subscriptionExchange } from 'urql';
import { endsSoon, refresh } from '../session/refresh.js';
import { readSession } from '../session/session.js';
import { socketClient } from './connection.js';
import { ANSWER_MS, GRAPHQL_URL } from './http.js';
import { keepAnswers } from './keep-answers.js';

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

/** Queries and mutations over HTTP, subscriptions over the tab's socket, each with the newest token. */
export const createApiClient = () =>
  new Client({
    url: GRAPHQL_URL,
    preferGetMethod: false,
    fetch: (input, init) => fetch(input, { ...init, signal: withTimeLimit(init?.signal) }),
    exchanges: [
      keepAnswers(),
      cacheExchange,
      authExchange(async (utils) => {
        let used: string | null = null;
        return {
          addAuthToOperation(operation) {
            used = readSession()?.token ?? null;
            return used ? utils.appendHeaders(operation, { Authorization: `Bearer ${used}` }) : operation;
          },
          willAuthError() {
            const kept = readSession();
            return kept !== null && endsSoon(kept);
          },
          didAuthError: (error) => codeOf(error) === 'UNAUTHENTICATED' && readSession() !== null,
          async refreshAuth() {
            const kept = readSession();
            // Without a network, send the operation anyway: it fails with a readable error.
            if (kept && (endsSoon(kept) || kept.token === used)) await refresh(kept.token).catch(() => {});
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
