import { GraphQLError } from 'graphql';
import { AppError } from '../graphql/errors.js';
import type { TrustedDocuments } from '../limits/trusted-documents.js';
import type { RequestParameters } from './request-parameters.js';

/** Where a request names its document: the parameter `documentId`, or `extensions.persistedQuery` as Apollo's clients do. */
interface DocumentId {
  id: string;
  /** Whether an Apollo client sent it: it sends the text when it gets one of two messages. */
  automatic: boolean;
}

/** The same for the address of a GET, which Apollo reads itself. A name that `takeDocument` refuses stays in it. */
export function withTrustedDocument(url: string, trusted: TrustedDocuments | null): string {
  if (!trusted || !url.startsWith('/graphql?') || !/documentId|persistedQuery/.test(url)) return url;
  const [path, search] = url.split('?', 2);
  const parameters: RequestParameters = Object.fromEntries(new URLSearchParams(search));
  try {
    takeDocument(parameters, trusted);
  } catch {
    return url;
  }
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    words.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `${path}?${words}`;
}

const ALGORITHM = /^sha256:/;
/** The status of Apollo's answers to automatic persisted queries, and that no proxy keeps them. */
const NOT_KEPT = {
  status: 200,
  headers: new Map([['cache-control', 'private, no-cache, must-revalidate']]),
};

/**
 * Replaces the id of a document in a request by the document's text, as `query`. A request with both a text and the hash
 * of an automatic persisted query is a client's second try, after its hash was not known: it stays as it is.
 * @throws PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_SUPPORTED where there are no trusted documents, BAD_REQUEST for
 *   a malformed id
 */
export function takeDocument(parameters: RequestParameters, trusted: TrustedDocuments | null): void {
  const named = documentIdOf(parameters);
  if (!named) return;
  const { query } = parameters;
  const hasText = typeof query === 'string' && query !== '';
  if (hasText && !named.automatic) throw badRequest('Send documentId or query, not both.');
  if (!hasText) parameters.query = textOf(named, trusted);
  delete parameters.documentId;
  const { persistedQuery: _, ...others } = readExtensions(parameters.extensions);
  if (Object.keys(others).length > 0) parameters.extensions = others;
  else delete parameters.extensions;
}

function textOf({ id, automatic }: DocumentId, trusted: TrustedDocuments | null): string {
  if (!trusted) {
    throw refusal(
      'PERSISTED_QUERY_NOT_SUPPORTED',
      automatic,
      'PersistedQueryNotSupported',
      'Send the document as query.',
    );
  }
  const text = trusted.textOf(id) ?? trusted.textOf(id.replace(ALGORITHM, ''));
  if (text === null) {
    throw refusal(
      'PERSISTED_QUERY_NOT_FOUND',
      automatic,
      'PersistedQueryNotFound',
      'No trusted document has this id.',
    );
  }
  return text;
}

/** Apollo's clients, and compatible ones, match on the message. */
function refusal(code: string, automatic: boolean, forClients: string, forPeople: string): GraphQLError {
  const http = automatic ? NOT_KEPT : { ...NOT_KEPT, status: 404 };
  return new GraphQLError(automatic ? forClients : forPeople, { extensions: { code, http } });
}

function documentIdOf({ documentId, extensions }: RequestParameters): DocumentId | null {
  if (documentId !== undefined && documentId !== null && documentId !== '') {
    if (typeof documentId !== 'string') throw badRequest('documentId must be a string.');
    return { id: documentId, automatic: false };
  }
  const { persistedQuery } = readExtensions(extensions);
  if (persistedQuery === undefined || persistedQuery === null) return null;
  const { version, sha256Hash } = persistedQuery as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1 || typeof sha256Hash !== 'string') {
    throw badRequest('extensions.persistedQuery must be { version: 1, sha256Hash }.');
  }
  return { id: sha256Hash, automatic: true };
}

/** Apollo refuses other malformed extensions. */
function readExtensions(extensions: unknown): { persistedQuery?: unknown } {
  if (typeof extensions === 'object' && extensions !== null) return extensions;
  if (typeof extensions !== 'string' || !extensions.includes('persistedQuery')) return {};
  try {
    return (JSON.parse(extensions) as { persistedQuery?: unknown } | null) ?? {};
  } catch {
    return {};
  }
}

const badRequest = (message: string) => new AppError('BAD_REQUEST', message, { http: { status: 400 } });
