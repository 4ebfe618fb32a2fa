import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** How many compiled documents are remembered, in characters of all of them. */
const REMEMBERED_CHARACTERS = 500_000;

/** An operation as a function; undefined if graphql-js executes it. */
export type FindCompiled = (
  document: DocumentNode,
  operationName?: string | null,
) => CompiledQuery['query'] | undefined;

/**
 * Compiles operations to JavaScript, which saves 17 to 23 % of the CPU of a list (docs/performance.md). A document is
 * compiled at its second request, so that a document that is sent once costs no compilation. What graphql-jit runs by
 * other rules than graphql-js is never compiled: directives, introspection, fields of an interface's type, variables
 * with a default, which may be null where the argument may not, and `__proto__` as an alias, which names an object's
 * prototype. Mutations are never compiled either: what they do cannot be undone. `npm run test:differential` compares
 * the rest with graphql-js.
 *
 * Compiled code reads the properties of what resolvers return without guarding against errors: they are plain data, or
 * getters that do not throw. A getter that throws would leave its request without an answer.
 */
export function createCompiledDocuments(schema: GraphQLSchema): FindCompiled {
  type Compilations = Map<string | null, CompiledQuery['query'] | undefined>;
  const known = new LRUCache<DocumentNode, Compilations>({
    maxSize: REMEMBERED_CHARACTERS,
    sizeCalculation: (_, { loc }) => (loc?.end ?? REMEMBERED_CHARACTERS) + 1,
  });

  function compile(document: DocumentNode, operationName: string | null) {
    if (!isPlain(schema, document)) return undefined;
    const compiled = compileQuery(schema, document, operationName ?? undefined);
    return isCompiledQuery(compiled) ? compiled.query : undefined;
  }

  return (document, operationName = null) => {
    const compilations = known.get(document);
    if (!compilations) {
      known.set(document, new Map());
      return undefined;
    }
    const compiled = compilations.get(operationName);
    if (compiled || compilations.has(operationName)) return compiled;
    const made = compile(document, operationName);
    compilations.set(operationName, made);
    return made;
  };
}

function isPlain(schema: GraphQLSchema, document: DocumentNode): boolean {
  let plain = true;
  const types = new TypeInfo(schema);
  const visitor = {
    Directive: () => {
      plain = false;
    },
    OperationDefinition: ({ operation }: OperationDefinitionNode) => {
      if (operation === OperationTypeNode.MUTATION) plain = false;
    },
    VariableDefinition: ({ defaultValue }: VariableDefinitionNode) => {
      if (defaultValue) plain = false;
    },
    [Kind.FIELD]: ({ name, alias }: FieldNode) => {
      if (isInterfaceType(getNamedType(types.getType()))) plain = false;
      if (name.value === '__schema' || name.value === '__type') plain = false;
      // In compiled code it names an object's prototype.
      if (alias?.value === '__proto__') plain = false;
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return plain;
}
