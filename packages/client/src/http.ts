import { type TypedDocument, textOf } from './document.js';
import { ApiError, ConnectionError, type GraphQLErrorLike } from './errors.js';
import { isUnauthenticated, type Session } from './session.js';

export interface RequestOptions {
  /** Ends the request with a ConnectionError, `code` ABORTED. */
  signal?: AbortSignal;
}

/** Sends a query or mutation. @throws ApiError for errors in the response, ConnectionError without a response */
export type Request = <Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  options?: RequestOptions,
) => Promise<Result>;

/** As much of `fetch` as this package uses. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<{ status: number; text(): Promise<string> }>;

export interface HttpOptions {
  url: string;
  session: Session;
  fetch: Fetch;
  /** The time limit of a response, in milliseconds. */
  answerMs: number;
  /** See `transport` of the session. */
  cookies: boolean;
}

/** Requests over HTTP. One that the API rejects for its token is sent again with the next token, once. */
export function createRequest({ url, session, fetch, answerMs, cookies }: HttpOptions): Request {
  return async (document, variables, options = {}) => {
    const query = await textOf(document);
    const token = await session.token();
    try {
      return (await send(query, variables, token, options)) as never;
    } catch (error) {
      if (!isUnauthenticated(error) || token === null) throw error;
      const next = await session.replace(token);
      if (next === null || next === token) throw error;
      return (await send(query, variables, next, options)) as never;
    }
  };

  async function send(query: string, variables: unknown, token: string | null, { signal }: RequestOptions) {
    const limit = new AbortController();
    const abort = () => limit.abort();
    const timer = setTimeout(abort, answerMs);
    signal?.addEventListener('abort', abort);
    try {
      if (signal?.aborted) abort();
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(cookies
            ? { 'session-transport': 'cookie' }
            : token !== null && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
        signal: limit.signal,
      });
      return resultOf(await response.text(), response.status);
    } catch (cause) {
      if (cause instanceof ApiError || cause instanceof ConnectionError) throw cause;
      if (signal?.aborted) throw new ConnectionError('ABORTED', 'The request was aborted.', { cause });
      throw new ConnectionError('NETWORK', `The API at ${url} cannot be reached.`, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  }
}

function resultOf(body: string, status: number): unknown {
  let result: { data?: unknown; errors?: GraphQLErrorLike[] } | null;
  try {
    result = JSON.parse(body);
  } catch (cause) {
    throw new ConnectionError('BAD_RESPONSE', `The response is not GraphQL (HTTP status ${status}).`, {
      cause,
    });
  }
  if (result?.errors?.length) throw new ApiError(result.errors, result.data);
  if (!result?.data) {
    throw new ConnectionError('BAD_RESPONSE', `The response has no data (HTTP status ${status}).`);
  }
  return result.data;
}
