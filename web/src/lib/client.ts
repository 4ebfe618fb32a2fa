import { ApiError, type SmartContent } from '@smart-content/client';
import { Client, type CombinedError, cacheExchange, subscriptionExchange } from 'urql';
import { GRAPHQL_URL } from './http.js';
import { keepAnswers } from './keep-answers.js';

export const codeOf = (error: CombinedError | undefined): string | undefined =>
  error?.graphQLErrors[0]?.extensions.code as string | undefined;

/**
 * urql as the cache of the pages. The client of the API sends everything: queries and mutations with its session,
 * subscriptions over its socket.
 */
export const createApiClient = (api: SmartContent) =>
  new Client({
    url: GRAPHQL_URL,
    preferGetMethod: false,
    exchanges: [
      keepAnswers(),
      cacheExchange,
      subscriptionExchange({
        enableAllOperations: true,
        forwardSubscription: ({ query = '', variables }, { kind }) => ({
          subscribe(sink) {
            if (kind === 'subscription')
              return { unsubscribe: api.socket.subscribe({ query, variables }, sink) };
            const gone = new AbortController();
            api.request<Record<string, unknown>, unknown>(query, variables, { signal: gone.signal }).then(
              (data) => {
                sink.next({ data });
                sink.complete();
              },
              (error) => {
                if (!(error instanceof ApiError)) return sink.error(error);
                sink.next({ data: error.data as null, errors: [...error.errors] });
                sink.complete();
              },
            );
            return { unsubscribe: () => gone.abort() };
          },
        }),
      }),
    ],
  });
