import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { breakingChanges, undatedDeprecations } from '../src/execution/schema-changes.js';

const schemaWith = (fields: string) => buildSchema(`type Query { ${fields} }`);
const released = schemaWith('tea(cups: Int): String coffee: String!');

it.each([
  ['a removed field', 'tea(cups: Int): String', "Field 'coffee' was removed from object type 'Query'"],
  ['an argument that is required', 'tea(cups: Int!): String coffee: String!', 'Int!'],
  ['a field that may be null', 'tea(cups: Int): String coffee: String', 'Query.coffee'],
])('%s breaks the clients of the last release', async (_, fields, message) => {
  const broken = await breakingChanges(released, schemaWith(fields));
  expect(broken).toEqual([expect.stringContaining(message)]);
});

it('an added field, an optional argument and a deprecation break nothing', async () => {
  const later = schemaWith(
    'tea(cups: Int, sugar: Boolean): String coffee: String! @deprecated(reason: "x") water: Int',
  );
  expect(await breakingChanges(released, later)).toEqual([]);
});

it('a deprecation names the date from which the element may go', () => {
  const reason = 'Use tea. May go from 2027-06-01.';
  const schema = schemaWith(
    `coffee: String @deprecated tea(cups: Int @deprecated(reason: "later")): Int milk: Int @deprecated(reason: "${reason}")`,
  );
  expect(undatedDeprecations(schema)).toEqual(['Query.coffee', 'Query.tea(cups:)']);
});
