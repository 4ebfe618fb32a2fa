import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { TypedDocument } from '@smart-content/client';
import { stringifyDocument } from '@urql/core';

/** A document for the client of the API. It loads a printer for parsed ones, which fails without a network. */
export const asText = <Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
): TypedDocument<Result, Variables> => stringifyDocument(document);
