import { GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate, } from 'graphql';
import { LRUCache } from 'lru-cache';
import { countDirectives, measure } from './query-shape.js';
/** Documents that are remembered, by the characters of all of them. */
const REMEMBERED_CHARACTERS = 5_000_000;
/** One operation checks or sets one password: with aliases, one request would be a hundred guesses. */
const MAX_CREDENTIALS = 1;
export function createQueryLimits(schema, settings) {
    const known = new LRUCache({
        maxSize: REMEMBERED_CHARACTERS,
        sizeCalculation: (_, query) => query.length + 1,
    });
    const faults = new WeakMap();
    const rules = settings.introspection
        ? specifiedRules
        : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    function examine(query) {
        const document = parseWithin(query, settings.maxTokens);
        refuseOver('directives', countDirectives(document), settings.maxDirectives);
        const worst = measure(schema, document);
        refuseOver('depth', worst.depth, settings.maxDepth);
        refuseOver('aliases', worst.aliases, settings.maxAliases);
        refuseOver('credentials', worst.credentials, MAX_CREDENTIALS);
        return { document, costly: worst.cost > settings.maxCost };
    }
    return {
        read(query, variables) {
            let entry = known.get(query);
            if (!entry) {
                entry = examine(query);
                known.set(query, entry);
            }
            if (entry.costly) {
                const given = typeof variables === 'object' && variables !== null ? variables : {};
                const { cost } = measure(schema, entry.document, given);
                refuseOver('cost', cost, settings.maxCost);
            }
            return entry.document;
        },
        validate(document) {
            let found = faults.get(document);
            if (!found) {
                found = validate(schema, document, rules, { hideSuggestions: !settings.introspection });
                faults.set(document, found);
            }
            return found;
        },
    };
}
function parseWithin(query, maxTokens) {
    try {
        return parse(query, { maxTokens });
    }
    catch (error) {
        if (!(error instanceof GraphQLError))
            throw error;
        const { message, source, positions } = error;
        if (/more tha[nt] \d+ tokens/.test(message))
            throw overLimit('tokens', maxTokens, 'GRAPHQL_PARSE_FAILED');
        const extensions = { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } };
        throw new GraphQLError(message, { source, positions, extensions });
    }
}
function refuseOver(name, found, max) {
    if (found > max)
        throw overLimit(name, max, 'GRAPHQL_VALIDATION_FAILED', found);
}
function overLimit(name, max, code, found) {
    const told = found === undefined ? 'more' : `${found}`;
    return new GraphQLError(`The operation is over the limit of ${name}: ${told}, and ${max} at most.`, {
        extensions: {
            code,
            limit: { name, max, ...(found !== undefined && { found }) },
            http: { status: 400 },
        },
    });
}
//# sourceMappingURL=query-limits.js.map