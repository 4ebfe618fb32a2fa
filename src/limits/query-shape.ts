import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { isCredential } from './credential.js';

/** Measures of an operation, with each fragment counted at each of its spreads. */
export interface QueryShape {
  /** Levels of fields; `{ me { id } }` has 2. */
  depth: number;
  aliases: number;
  /** Fields, each as often as the lists around it are long, and counted by the `complexity` that it declares. */
  cost: number;
  /** Fields that are marked with `Credential`. */
  credentials: number;
}

/** The assumed length of a list without `first`: its default. */
const USUAL_LENGTH = 20;
/** The largest `first`, assumed for a variable without a value. */
const LONGEST_PAGE = 100;

/** Measures of a part: `perPage` is multiplied by the length of the page around it, once that is known. */
interface Part {
  depth: number;
  aliases: number;
  credentials: number;
  cost: number;
  perPage: number;
}

const NOTHING: Part = { depth: 0, aliases: 0, credentials: 0, cost: 0, perPage: 0 };

/**
 * Measures each operation, and returns the largest of each measure. The time it takes grows with the document's length
 * alone: a fragment is measured once, however often it is used.
 *
 * graphql-query-complexity reads the same `complexity`, but visits a fragment at each of its spreads (fragments that
 * double take it 70 ms, until its limit of nodes ends it), and needs the values of variables, so that nothing of a
 * document can be remembered: 54 us for each request, of the 410 of a list.
 * @param variables undefined for the worst that any variables could make of it
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables?: Readonly<Record<string, unknown>>,
): QueryShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Part>();
  const defaults = defaultNumbers(document);

  function fragment(name: string): Part {
    const measured = known.get(name);
    if (measured) return measured;
    // A cycle counts nothing: validation refuses it.
    known.set(name, NOTHING);
    const definition = fragments.get(name);
    const type = definition && schema.getType(definition.typeCondition.name.value);
    const part = definition ? selections(definition.selectionSet, type) : NOTHING;
    known.set(name, part);
    return part;
  }

  function selections(set: SelectionSetNode, type: GraphQLNamedType | undefined): Part {
    const sum = { ...NOTHING };
    for (const selection of set.selections) {
      let part: Part;
      if (selection.kind === Kind.FIELD) part = field(selection, type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) part = fragment(selection.name.value);
      else {
        const condition = selection.typeCondition && schema.getType(selection.typeCondition.name.value);
        part = selections(selection.selectionSet, condition ?? type);
      }
      sum.depth = Math.max(sum.depth, part.depth);
      sum.aliases += part.aliases;
      sum.credentials += part.credentials;
      sum.cost += part.cost;
      sum.perPage += part.perPage;
    }
    return sum;
  }

  function field(node: FieldNode, parent: GraphQLNamedType | undefined): Part {
    const name = node.name.value;
    const aliases = node.alias ? 1 : 0;
    // graphql-js limits introspection itself.
    if (name.startsWith('__')) return { ...NOTHING, depth: 1, cost: 1, aliases };
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    const inner = node.selectionSet
      ? selections(node.selectionSet, definition && getNamedType(definition.type))
      : NOTHING;
    const part = {
      depth: inner.depth + 1,
      aliases: inner.aliases + aliases,
      credentials: definition && isCredential(definition) ? 1 : 0,
      cost: Number(definition?.extensions.complexity ?? 1),
      perPage: 0,
    };
    if (definition && isListType(isNonNullType(definition.type) ? definition.type.ofType : definition.type)) {
      part.perPage = inner.cost + inner.perPage * USUAL_LENGTH;
    } else {
      part.cost += inner.cost + inner.perPage * pageLength(node);
    }
    return part;
  }

  function pageLength(node: FieldNode): number {
    const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
    if (!value) return USUAL_LENGTH;
    if (value.kind === Kind.INT) return Math.max(0, Number(value.value));
    if (value.kind !== Kind.VARIABLE || variables === undefined) return LONGEST_PAGE;
    const given = variables[value.name.value] ?? defaults.get(value.name.value);
    return typeof given === 'number' ? Math.max(0, given) : USUAL_LENGTH;
  }

  const shape: QueryShape = { depth: 0, aliases: 0, cost: 0, credentials: 0 };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const part = selections(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined);
    shape.depth = Math.max(shape.depth, part.depth);
    shape.aliases = Math.max(shape.aliases, part.aliases);
    shape.credentials = Math.max(shape.credentials, part.credentials);
    // A list at the root has no page around it.
    shape.cost = Math.max(shape.cost, part.cost + part.perPage * USUAL_LENGTH);
  }
  return shape;
}

/** The largest default of each variable that has a number: operations of one document may share fragments. */
function defaultNumbers({ definitions }: DocumentNode): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    for (const { variable, defaultValue } of definition.variableDefinitions ?? []) {
      if (defaultValue?.kind !== Kind.INT) continue;
      const name = variable.name.value;
      numbers.set(name, Math.max(numbers.get(name) ?? 0, Number(defaultValue.value)));
    }
  }
  return numbers;
}

/** Whether `@skip` or `@include` stands at the root of a subscription, on a field, a fragment or within one. */
export function hasConditionalSubscription({ definitions }: DocumentNode): boolean {
  const fragments = new Map(
    definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each.selectionSet] as const] : [],
    ),
  );
  const seen = new Set<string>();
  const isConditional = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include'))
        return true;
      if (selection.kind === Kind.FIELD) return false;
      if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(selection.selectionSet);
      const name = selection.name.value;
      const inside = fragments.get(name);
      if (!inside || seen.has(name)) return false;
      seen.add(name);
      return isConditional(inside);
    });
  return definitions.some(
    (each) =>
      each.kind === Kind.OPERATION_DEFINITION &&
      each.operation === OperationTypeNode.SUBSCRIPTION &&
      isConditional(each.selectionSet),
  );
}

/** How many directives a document holds, wherever they stand. */
export function countDirectives(document: DocumentNode): number {
  let count = 0;
  visit(document, { Directive: (_: DirectiveNode) => void count++ });
  return count;
}
