import { type DocumentNode, getOperationAST, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { AppError } from '../graphql/errors.js';

/** The parameters of GraphQL over HTTP, which are the payload of a `subscribe` message too. */
export interface RequestParameters {
  query?: unknown;
  /** The id of a trusted document, in place of `query`. */
  documentId?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** GraphiQL, Postman and others send an empty name for none: it counts as absent. */
export function dropEmptyName(parameters: RequestParameters): void {
  if (parameters.operationName === '') delete parameters.operationName;
}

/** Drops the parameters of a GET that are empty, or `null`. */
export function withoutEmptyParameters(url: string): string {
  const start = url.indexOf('?');
  if (start < 0 || !url.startsWith('/graphql?')) return url;
  const parameters = url.slice(start + 1).split('&');
  const kept = parameters.filter(
    (parameter) => !/^(?:operationName=?|(?:variables|extensions)(?:=(?:null)?)?)$/.test(parameter),
  );
  return kept.length === parameters.length ? url : `${url.slice(0, start)}?${kept.join('&')}`;
}

/** The operation that the parameters choose; null if they choose none, which execution refuses. */
export function chosenOperation(
  document: DocumentNode,
  operationName: unknown,
): OperationDefinitionNode | null {
  return getOperationAST(document, typeof operationName === 'string' ? operationName : undefined) ?? null;
}

/** @throws BAD_REQUEST for a subscription: HTTP has no streams here */
export function refuseSubscription(operation: OperationDefinitionNode | null): void {
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
  throw new AppError(
    'BAD_REQUEST',
    'Send subscriptions over the WebSocket (graphql-transport-ws) at this path, or as server-sent events at /graphql/stream.',
    {
      http: { status: 400 },
    },
  );
}

/** The variables of a request, which a GET carries as JSON text. Apollo refuses malformed JSON. */
export function readVariables(variables: unknown): unknown {
  if (typeof variables !== 'string') return variables;
  try {
    return JSON.parse(variables);
  } catch {
    return undefined;
  }
}
