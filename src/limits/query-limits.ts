import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { countDirectives, hasConditionalSubscription, measure, type QueryShape } from './query-shape.js';
import type { TrustedDocuments } from './trusted-documents.js';

export interface QueryLimitSettings {
  /** The most tokens of a document, punctuation included. */
  maxTokens: number;
  maxDepth: number;
  maxAliases: number;
  maxDirectives: number;
  /** See QueryShape. */
  maxCost: number;
}

/** Limits of a document, over all transports. They do not apply to trusted documents. */
export interface QueryLimits {
  /**
   * Parses a document, and checks it against the limits before it is validated.
   * @throws GRAPHQL_PARSE_FAILED, or GRAPHQL_VALIDATION_FAILED with `extensions.limit`: which one, how much there was;
   *   FORBIDDEN where only trusted documents are run
   */
  read(query: string, variables: unknown): DocumentNode;
  /** Validates by GraphQL's rules, with GRAPHQL_VALIDATION_FAILED as the code; the result is remembered with the document. */
  validate(document: DocumentNode): readonly GraphQLError[];
}

/** How many documents are remembered, in characters of all of them. */
const REMEMBERED_CHARACTERS = 5_000_000;
/** How many credentials an operation may check: with aliases a request would be a hundred guesses. */
const MAX_CREDENTIALS = 1;

interface Known {
  document: DocumentNode;
  /** The cost depends on variables, and some values exceed the limit. */
  costly: boolean;
}

export function createQueryLimits(
  schema: GraphQLSchema,
  settings: QueryLimitSettings & { introspection: boolean },
  trusted: TrustedDocuments | null = null,
): QueryLimits {
  const known = new LRUCache<string, Known>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, query) => query.length + 1,
  });
  const faults = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  const rules = settings.introspection
    ? specifiedRules
    : [...specifiedRules, NoSchemaIntrospectionCustomRule];

  function examine(query: string): Known {
    if (trusted) {
      const known = parseWithin(query, Math.max(settings.maxTokens, trusted.maxTokens));
      if (trusted.has(known)) return { document: known, costly: false };
      if (trusted.only) throw notTrusted();
    }
    const document = parseWithin(query, settings.maxTokens);
    refuseOver('directives', countDirectives(document), settings.maxDirectives);
    // The rule of graphql-js throws on it (GraphQL specification, 5.2.4.1 Single root field).
    if (hasConditionalSubscription(document)) throw conditionalSubscription();
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
        const { cost }: QueryShape = measure(schema, entry.document, given as Record<string, unknown>);
        refuseOver('cost', cost, settings.maxCost);
      }
      return entry.document;
    },

    validate(document) {
      let found = faults.get(document);
      if (!found) {
        const options = { hideSuggestions: !settings.introspection };
        found = validate(schema, document, rules, options).map(withCode);
        faults.set(document, found);
      }
      return found;
    },
  };
}

function parseWithin(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    if (/more tha[nt] \d+ tokens/.test(message)) throw overLimit('tokens', maxTokens, 'GRAPHQL_PARSE_FAILED');
    const extensions = { code: 'GRAPHQL_PARSE_FAILED', http: { status: 400 } };
    throw new GraphQLError(message, { source, positions, extensions });
  }
}

const withCode = ({ message, nodes, source, positions }: GraphQLError) =>
  new GraphQLError(message, {
    nodes,
    source,
    positions,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });

const notTrusted = () =>
  new GraphQLError('Only trusted documents are run here.', {
    extensions: { code: 'FORBIDDEN', http: { status: 403 } },
  });

const conditionalSubscription = () =>
  new GraphQLError('@skip and @include are not allowed at the root of a subscription.', {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  });

function refuseOver(name: string, found: number, max: number) {
  if (found > max) throw overLimit(name, max, 'GRAPHQL_VALIDATION_FAILED', found);
}

function overLimit(name: string, max: number, code: string, found?: number): GraphQLError {
  const amount = found === undefined ? 'more' : `${found}`;
  return new GraphQLError(`The operation is over the limit of ${name}: ${amount}, and ${max} at most.`, {
    extensions: {
      code,
      limit: { name, max, ...(found !== undefined && { found }) },
      http: { status: 400 },
    },
  });
}
