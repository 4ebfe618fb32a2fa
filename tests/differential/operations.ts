import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Random } from '../support/random.js';
import { literal, variableValue } from './values.js';

/** A request of a client. Its document is valid. Its variables and the operation’s name may be invalid. */
export interface Sample {
  query: string;
  document: DocumentNode;
  variableValues: Record<string, unknown> | null | undefined;
  operationName: string | null | undefined;
  /** The type of the first operation. */
  operation: OperationTypeNode;
}

/** Names with a meaning in JavaScript, besides plain ones. */
const ALIASES = [
  'a',
  'b',
  'id',
  'length',
  '__proto__',
  'constructor',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'prototype',
  'then',
  'toJSON',
  'name',
  '_',
  'data',
  'errors',
];
const INTROSPECTION = [
  '__schema { queryType { name } types { name kind } }',
  '__type(name: "Content") { name fields { name type { kind name } } }',
];
const MAX_DEPTH = 5;
/** Longer documents take long to validate, and contain nothing new. */
const LONGEST = 1_200;

/** @returns null if the random document is not valid */
export function makeSample(schema: GraphQLSchema, random: Random): Sample | null {
  const count = random.chance(0.85) ? 1 : 2;
  const operations = Array.from({ length: count }, (_, at) => new OperationMaker(schema, random, at));
  const query = operations.map((operation) => operation.text).join('\n');
  if (query.length > LONGEST) return null;
  const document = parse(query);
  if (validate(schema, document, specifiedRules, { maxErrors: 1 }).length > 0) return null;
  const [first] = operations;
  if (!first) return null;
  return {
    query,
    document,
    operation: first.operation,
    variableValues: first.variableValues(),
    operationName: operationName(first.name, count, random),
  };
}

function operationName(name: string | null, count: number, random: Random) {
  if (random.chance(0.03)) return random.pick(['Nothing', '__proto__', null]);
  return count > 1 || random.chance(0.3) ? (name ?? undefined) : undefined;
}

/** One operation with its own fragments and variables. */
class OperationMaker {
  readonly name: string | null;
  readonly operation: OperationTypeNode;
  readonly text: string;
  private readonly variables = new Map<string, { of: GraphQLInputType; written: string }>();
  private readonly fragments: string[] = [];
  private readonly withDirectives: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly at: number,
  ) {
    // Most random mutations are not valid.
    this.operation = random.chance(0.04)
      ? OperationTypeNode.SUBSCRIPTION
      : random.pick([OperationTypeNode.QUERY, OperationTypeNode.MUTATION]);
    this.withDirectives = random.chance(0.3);
    this.name = at === 0 && random.chance(0.5) ? `Op${at}` : `O${at}`;
    const root = schema.getRootType(this.operation) as GraphQLObjectType;
    const selection = this.selection(root, 0, true);
    const variables = [...this.variables].map(([name, { written }]) => `$${name}: ${written}`);
    const head = `${this.operation} ${this.name}${variables.length > 0 ? `(${variables.join(', ')})` : ''}`;
    this.text = [`${head} ${selection}`, ...this.fragments].join('\n');
  }

  /** A value, null or nothing for each variable, and values of unknown variables. */
  variableValues(): Sample['variableValues'] {
    const { random } = this;
    if (this.variables.size === 0) return random.pick([undefined, null, {}, { nothing: 1 }]);
    if (random.chance(0.02)) return undefined;
    const values: Record<string, unknown> = {};
    const careless = random.chance(0.35);
    for (const [name, { of, written }] of this.variables) {
      const mayMiss = !isNonNullType(of) || written.includes('=');
      if (random.chance(mayMiss ? 0.3 : careless ? 0.1 : 0)) continue;
      values[name] = variableValue(of, random, careless ? 0.12 : 0);
    }
    if (random.chance(0.1)) values.nothing = { a: 1 };
    return values;
  }

  private selection(type: GraphQLObjectType, depth: number, isRoot = false): string {
    const { random } = this;
    if (isRoot && this.operation === OperationTypeNode.SUBSCRIPTION) {
      const field = this.field(type, random.pick(Object.keys(type.getFields())), depth, false);
      if (random.chance(0.8)) return `{ ${field} }`;
      return `{ ... on ${type.name} { ${field} } }`;
    }
    const names = Object.keys(type.getFields()).filter(
      (name) => depth < MAX_DEPTH || isLeafType(getNamedType(type.getFields()[name]?.type)),
    );
    if (names.length === 0) return '{ __typename }';
    const parts = random
      .some(names, isRoot ? 0.2 : Math.min(0.5, 3 / names.length))
      .map((name) => this.field(type, name, depth));
    if (random.chance(0.15)) parts.push(`${this.alias()}__typename${this.directives()}`);
    if (random.chance(0.12)) parts.push(this.field(type, random.pick(names), depth));
    if (isRoot && this.operation === OperationTypeNode.QUERY && random.chance(0.02))
      parts.push(`${this.alias()}${random.pick(INTROSPECTION)}`);
    if (depth < MAX_DEPTH && random.chance(0.12)) {
      const condition = random.chance(0.7) ? ` on ${type.name}` : '';
      parts.push(`...${condition}${this.directives()} ${this.selection(type, depth + 1)}`);
    }
    if (depth < MAX_DEPTH && random.chance(0.12)) {
      const name = `F${this.at}_${this.fragments.length}`;
      const place = this.fragments.push('') - 1;
      this.fragments[place] =
        `fragment ${name} on ${type.name}${this.directives()} ${this.selection(type, depth + 1)}`.replace(
          / @(skip|include)\([^)]*\)(?= \{)/,
          '',
        );
      parts.push(`...${name}${this.directives()}`);
      if (random.chance(0.2)) parts.push(`...${name}${this.directives()}`);
    }
    return `{ ${parts.join(' ')} }`;
  }

  /** The selection of a union: fields of some of its types. */
  private ofAny(type: GraphQLAbstractType, depth: number): string {
    const { random } = this;
    const parts = random
      .some(this.schema.getPossibleTypes(type), 0.5)
      .map((one) => `... on ${one.name}${this.directives()} ${this.selection(one, depth)}`);
    if (random.chance(0.5)) parts.push(`${this.alias()}__typename${this.directives()}`);
    return `{ ${parts.join(' ')} }`;
  }

  private field(type: GraphQLObjectType, name: string, depth: number, conditional = true): string {
    const { random } = this;
    const field = type.getFields()[name];
    if (!field) throw new Error(`${type.name} has no ${name}`);
    const args = field.args
      .filter((arg) => isRequiredArgument(arg) || random.chance(0.35))
      .map((arg) => `${arg.name}: ${this.value(arg.type, arg.defaultValue !== undefined)}`);
    const inner = getNamedType(field.type);
    const selection = isObjectType(inner)
      ? ` ${this.selection(inner, depth + 1)}`
      : isAbstractType(inner)
        ? ` ${this.ofAny(inner, depth + 1)}`
        : '';
    const written = args.length > 0 ? `(${args.join(', ')})` : '';
    return `${this.alias()}${name}${written}${conditional ? this.directives() : ''}${selection}`;
  }

  private alias(): string {
    return this.random.chance(0.2) ? `${this.random.pick(ALIASES)}: ` : '';
  }

  private directives(): string {
    if (!this.withDirectives || !this.random.chance(0.25)) return '';
    const boolean = this.schema.getType('Boolean') as GraphQLInputType;
    const one = (name: string) =>
      ` @${name}(if: ${this.variable(boolean, false, true) ?? this.random.pick(['true', 'false'])})`;
    const first = this.random.pick(['skip', 'include']);
    return one(first) + (this.random.chance(0.1) ? one(first === 'skip' ? 'include' : 'skip') : '');
  }

  private value(type: GraphQLInputType, hasDefault: boolean): string {
    return this.variable(type, hasDefault) ?? literal(type, this.random, (of, its) => this.variable(of, its));
  }

  /** A variable for a position of this type, which its type or its default fits. Null for no variable. */
  private variable(type: GraphQLInputType, hasDefault: boolean, mustBe = false): string | null {
    const { random } = this;
    if (!random.chance(0.5)) return null;
    const required = isNonNullType(type) || mustBe;
    const nullable = isNonNullType(type) ? type.ofType : type;
    // GraphQL specification, 5.8.5: at a non-null position, a default on either side permits a nullable variable.
    const makeNullable = required && random.chance(0.4);
    const needsDefault = makeNullable && !hasDefault;
    const withDefault = needsDefault || random.chance(0.2);
    const bang = (required && !makeNullable) || (!required && random.chance(0.2));
    const of = bang ? `${nullable}!` : `${nullable}`;
    let value = withDefault ? literal(nullable, random, () => null) : '';
    if (value === 'null' && (needsDefault || bang)) value = '';
    if (needsDefault && value === '') return null;
    const written = `${of}${value === '' ? '' : ` = ${value}`}`;
    const known = [...this.variables].find(([, each]) => each.written === written);
    if (known && random.chance(0.7)) return `$${known[0]}`;
    const name = random.pick(['v', '_', 'input', 'constructor', 'toString']) + this.variables.size;
    this.variables.set(name, { of: bang ? new GraphQLNonNull(nullable) : nullable, written });
    return `$${name}`;
  }
}
