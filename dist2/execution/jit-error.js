import { GraphQLError, } from 'graphql';
/**
 * A field's error as graphql-js would have made it. graphql-jit's own has the same message, place and path, but no
 * `extensions` where the cause has none, and no nodes or source.
 */
export function asGraphqlJsError(error, document) {
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
/** Where in the source a place by line and column is, counted from 0. */
function positionOf({ line, column }, { body }) {
    let start = 0;
    for (const lineBreak of body.matchAll(/\r\n|[\n\r]/g)) {
        if (--line === 0)
            break;
        start = lineBreak.index + lineBreak[0].length;
    }
    return start + column - 1;
}
/**
 * Of errors that made one and the same place null, the first: as graphql-js does, which stops there, while graphql-jit
 * goes on.
 */
export function firstOfEachNull(errors, data) {
    const places = new Set();
    return errors.filter(({ path = [] }) => {
        let value = data;
        let depth = 0;
        for (; depth < path.length && typeof value === 'object' && value !== null; depth++) {
            value = value[path[depth]];
        }
        const place = JSON.stringify(path.slice(0, depth));
        if (places.has(place))
            return false;
        places.add(place);
        return true;
    });
}
//# sourceMappingURL=jit-error.js.map