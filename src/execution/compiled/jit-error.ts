import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type Source,
  type SourceLocation,
} from 'graphql';

/**
 * A field's error as graphql-js makes it. graphql-jit's has the same message, location and path, but no `extensions` if
 * the cause has none, and no nodes or source.
 */
export function asGraphqlJsError(error: GraphQLError, document: DocumentNode): GraphQLError {
  const { message, locations, path, originalError } = error;
  const source = document.loc?.source;
  const cause = originalError instanceof GraphQLError ? originalError : undefined;
  return new GraphQLError(message, {
    source: cause?.source ?? source,
    positions: cause?.positions ?? (source && locations?.map((location) => positionOf(location, source))),
    path,
    originalError,
  });
}

/** The offset of a line and column in the source, from 0. */
function positionOf({ line, column }: SourceLocation, { body }: Source): number {
  let start = 0;
  for (const lineBreak of body.matchAll(/\r\n|[\n\r]/g)) {
    if (--line === 0) break;
    start = lineBreak.index + lineBreak[0].length;
  }
  return start + column - 1;
}

/**
 * The first of the errors that made one place null: graphql-js stops there, graphql-jit goes on.
 */
export function firstOfEachNull(
  errors: readonly GraphQLError[],
  data: ExecutionResult['data'],
): GraphQLError[] {
  const places = new Set<string>();
  return errors.filter(({ path = [] }) => {
    let value: unknown = data;
    let depth = 0;
    for (; depth < path.length && typeof value === 'object' && value !== null; depth++) {
      value = (value as Record<string | number, unknown>)[path[depth] as string | number];
    }
    const place = JSON.stringify(path.slice(0, depth));
    if (places.has(place)) return false;
    places.add(place);
    return true;
  });
}
