import {
  buildSchema,
  defaultFieldResolver,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCompiledDocuments } from '../../src/execution/compiled/compiled-documents.js';
import { createExecution } from '../../src/execution/compiled/execution.js';
import { createSelection } from '../../src/graphql/selected-fields.js';

const SDL = `
  enum Color { RED GREEN }
  input Range { from: Int! = 1, to: Int, colors: [Color!] }
  type Item { id: ID! name: String color: Color size: Int! broken: String mustBreak: String! late: String! children(first: Int = 2): [Item!]! maybe: Item }
  type Query { item(id: ID!): Item items(range: Range, color: Color): [Item!]! sure: Item! fails: String echo(text: String, many: [Int!]): String nobody: Item }
  type Mutation { first: Int second: Int! third(fail: Boolean = false): Int }
  type Subscription { ticks(upTo: Int!): Item }
`;

class Coded extends GraphQLError {
  constructor() {
    super('not yours', { extensions: { code: 'FORBIDDEN', more: [1] } });
  }
}
const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 1, value));
const item = (id: string): object => ({ id, name: `item ${id}`, color: 'RED', size: 3, maybe: null });

function createSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const resolvers: Record<string, Record<string, unknown>> = {
    Query: {
      item: async (_: unknown, { id }: { id: string }) =>
        later(id === 'wrong' ? { ...item(id), color: 'BLUE', size: 'x' } : item(id)),
      items: async (
        _: unknown,
        { range, color }: { range?: { from: number; to?: number }; color?: string },
      ) => later([item(`${range?.from ?? 'none'}-${range?.to ?? 'none'}`), item(String(color))]),
      sure: () => later(null),
      fails: () => {
        throw new Coded();
      },
      echo: (_: unknown, args: object) => JSON.stringify(args),
      nobody: () => later(null),
    },
    Item: {
      broken: () => Promise.reject(new Error('a secret of the server')),
      mustBreak: () => Promise.reject(new Coded()),
      late: () => later('late'),
      children: (_: unknown, { first }: { first: number }) =>
        Array.from({ length: first }, (__, at) => item(`child ${at}`)),
    },
    Mutation: {
      first: () => later(1),
      second: () => later(2),
      third: (_: unknown, { fail }: { fail: boolean }) => (fail ? Promise.reject(new Coded()) : later(3)),
    },
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const resolve = resolvers[type.name]?.[field.name];
      if (resolve) field.resolve = resolve as typeof defaultFieldResolver;
    }
  }
  const ticks = schema.getSubscriptionType()?.getFields().ticks;
  if (ticks) {
    ticks.subscribe = async function* (_: unknown, { upTo }: { upTo: number }) {
      for (let at = 1; at <= upTo; at++) yield { ticks: item(String(at)) };
    };
  }
  return schema;
}

const serialized = ({ data, errors }: ExecutionResult) =>
  JSON.stringify({
    data,
    errors: errors?.map((error) => ({ ...error.toJSON(), code: error.extensions.code })),
  });

type Case = [name: string, query: string, variables?: Record<string, unknown>, operationName?: string];
const CASES: Case[] = [
  ['fields, arguments and a list', '{ item(id: "1") { id name color size __typename children { id } } }'],
  ['aliases and nested lists', '{ a: item(id: 1) { x: id children(first: 3) { id children { id late } } } }'],
  [
    'fragments',
    'query Q { item(id: "1") { ...F ... on Item { size } } } fragment F on Item { id children { ...G } } fragment G on Item { name }',
  ],
  ['one field selected twice', '{ item(id: "1") { children { id } children { name } } }'],
  ['null in a nullable position', '{ nobody { id } item(id: "1") { maybe { id } } }'],
  [
    'variables and their defaults',
    'query Q($id: ID! = "7", $r: Range, $c: Color) { item(id: $id) { id } items(range: $r, color: $c) { id } }',
    { r: { to: 4 }, c: 'GREEN' },
  ],
  ['variables left out', 'query Q($text: String, $many: [Int!]) { echo(text: $text, many: $many) }', {}],
  [
    'variables that are null',
    'query Q($text: String, $many: [Int!]) { echo(text: $text, many: $many) }',
    { text: null, many: null },
  ],
  ['one value for a list', 'query Q($many: [Int!]) { echo(many: $many) }', { many: 5 }],
  ['a literal object', '{ items(range: { to: 9, colors: [RED] }, color: RED) { id } }'],
  [
    '@include and @skip',
    'query Q($yes: Boolean!) { item(id: "1") { id @include(if: $yes) name @skip(if: $yes) ... @skip(if: $yes) { size } } }',
    { yes: true },
  ],
  ['introspection', '{ __schema { queryType { name } } __type(name: "Item") { fields { name } } }'],
  ['a mutation, in order', 'mutation { first second third }'],
  ['one of several operations', 'query A { echo(text: "a") } query B { echo(text: "b") }', {}, 'B'],
  ['an unknown operation', 'query A { echo(text: "a") } query B { echo(text: "b") }', {}, 'C'],
  ['several operations without a name', 'query A { echo(text: "a") } query B { echo(text: "b") }'],
  ['an error with a code', '{ fails echo(text: "x") }'],
  ['an error within', '{ item(id: "1") {\n id\n   broken\n } }'],
  ['an error in a list', '{ item(id: "1") { children { id broken } } }'],
  ['an error that makes its parent null', '{ item(id: "1") { id mustBreak } echo(text: "x") }'],
  ['an error that makes a whole list null', '{ item(id: "1") { id children { mustBreak } } }'],
  ['a null that makes the whole data null', '{ sure { id } }'],
  ['a value that is not in the enum, and a size that is not a number', '{ item(id: "wrong") { id color } }'],
  ['a size that is not a number', '{ item(id: "wrong") { id size } }'],
  ['a mutation that fails in its middle', 'mutation { first a: third(fail: true) second }'],
  [
    'a variable of the wrong type',
    'query Q($id: ID!, $r: Range) { item(id: $id) { id } items(range: $r) { id } }',
    { id: { a: 1 }, r: { from: 'x', what: 2 } },
  ],
  ['a variable that is missing', 'query Q($id: ID!) { item(id: $id) { id } }', {}],
  ['a variable that is not in the enum', 'query Q($c: Color) { items(color: $c) { id } }', { c: 'BLUE' }],
  ['a number that is too large', 'query Q($many: [Int!]) { echo(many: $many) }', { many: [2 ** 31] }],
];

describe('an operation, compiled or not', () => {
  const schema = createSchema();

  it.each(CASES)(
    'has the same response as from graphql-js: %s',
    async (_, query, variableValues, operationName) => {
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      const operation = { document, variableValues, operationName };
      const expected = serialized(await execute({ schema, ...operation }));
      const execution = createExecution(schema);
      for (let time = 1; time <= 3; time++)
        expect(serialized(await execution.execute(operation))).toBe(expected);
    },
  );

  it('keeps the cause of an error', async () => {
    const execution = createExecution(schema);
    const document = parse('{ item(id: "1") { broken } }');
    await execution.execute({ document });
    const { errors } = await execution.execute({ document });
    expect(errors?.[0]).toBeInstanceOf(GraphQLError);
    expect(errors?.[0]?.originalError?.stack).toContain('a secret of the server');
  });

  it('of a subscription gives a response for every event, with its errors', async () => {
    const execution = createExecution(schema);
    const document = parse('subscription S($n: Int!) { ticks(upTo: $n) { id mustBreak } }');
    const answers: string[] = [];
    const events = await execution.subscribe({ document, variableValues: { n: 3 } });
    if (!(Symbol.asyncIterator in events)) throw new Error('no events');
    for await (const answer of events) answers.push(serialized(answer));
    expect(answers).toHaveLength(3);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('FORBIDDEN');
    expect(await execution.subscribe({ document, variableValues: { n: 'x' } })).toMatchObject({
      errors: [{}],
    });
  });
});

describe('a document', () => {
  const schema = createSchema();
  const find = createCompiledDocuments(schema);

  it('is compiled when it comes a second time, for each requested operation', () => {
    const document = parse('query A { fails } query B { fails }');
    expect(find(document, 'A')).toBeUndefined();
    expect(find(document, 'A')).toBeTypeOf('function');
    expect(find(document, 'A')).toBe(find(document, 'A'));
    expect(find(document, 'B')).not.toBe(find(document, 'A'));
    expect(find(document, 'C')).toBeUndefined();
  });

  it.each([
    '{ fails @skip(if: false) }',
    '{ ...F } fragment F on Query { fails @include(if: true) }',
    '{ __schema { description } }',
  ])('that graphql-jit executes differently is never compiled: %s', (query) => {
    const document = parse(query);
    for (let time = 1; time <= 3; time++) expect(find(document)).toBeUndefined();
  });

  it('lists the selected fields at a path, through fragments and aliases', () => {
    const document = parse(
      '{ a: items { b: name ...F ... on Item { maybe { id } } } } fragment F on Item { maybe { color } children { size } }',
    );
    const [operation, fragment] = document.definitions;
    if (operation?.kind !== 'OperationDefinition' || fragment?.kind !== 'FragmentDefinition')
      throw new Error();
    const fieldNodes = operation.selectionSet.selections.filter((node) => node.kind === 'Field');
    const info = { fieldNodes, fragments: { F: fragment } };
    expect([...createSelection()(info)]).toEqual(['name', 'maybe', 'children']);
    expect([...createSelection('maybe')(info)].sort()).toEqual(['color', 'id']);
    expect([...createSelection('children')(info)]).toEqual(['size']);
    expect([...createSelection('nothing')(info)]).toEqual([]);
  });
});
