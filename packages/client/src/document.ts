/** Carries the types of an operation, as `TypedDocumentNode` and codegen's documents do. */
export interface DocumentTypeDecoration<Result, Variables> {
  __apiType?: (variables: Variables) => Result;
}

/** A parsed document: what `gql` and codegen's client preset return. */
export interface ParsedDocument {
  readonly kind: 'Document';
  readonly definitions: readonly unknown[];
}

/**
 * An operation with its types: codegen's documents in both modes (`TypedDocumentNode`, `TypedDocumentString`), or
 * plain text.
 */
export type TypedDocument<Result, Variables> = (string | { toString(): string } | ParsedDocument) &
  DocumentTypeDecoration<Result, Variables>;

/** The text of a document. Loads graphql's printer only for a parsed document. */
export async function textOf(document: string | object): Promise<string> {
  if (!isParsed(document)) return String(document);
  const { print } = await import('graphql');
  return print(document as never);
}

const isParsed = (document: string | object): document is ParsedDocument =>
  (document as ParsedDocument).kind === 'Document';
