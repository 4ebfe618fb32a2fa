import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';
import type { Random } from '../support/random.js';

const TEXTS = ['', 'a', 'Tea & Ünïcode ☎️', '__proto__', 'null', '1', 'x'.repeat(201)];
const NUMBERS = [0, 1, 2, 20, 100, 101, -1];
const IDS = ['p1', 'p2', 'j1', 'j2', 'none', '7'];

/** A literal of a type in a document, which may contain variables. */
export function literal(
  type: GraphQLInputType,
  random: Random,
  variable: (type: GraphQLInputType, hasDefault: boolean) => string | null,
): string {
  if (!isNonNullType(type) && random.chance(0.1)) return 'null';
  const named = getNullableType(type) as GraphQLInputType;
  if (isListType(named)) {
    const item = () => variable(named.ofType, false) ?? literal(named.ofType, random, variable);
    // A single value is valid for a list.
    if (random.chance(0.3)) return literal(named.ofType, random, () => null);
    return `[${Array.from({ length: random.below(3) }, item).join(' ')}]`;
  }
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter(
      (field) => isRequiredInputField(field) || random.chance(0.5),
    );
    const written = fields.map(
      (field) =>
        `${field.name}: ${variable(field.type, field.defaultValue !== undefined) ?? literal(field.type, random, variable)}`,
    );
    return `{ ${written.join(', ')} }`;
  }
  if (isEnumType(named)) return random.pick(named.getValues()).name;
  const value = scalar((named as { name: string }).name, random);
  return typeof value === 'string' && random.chance(0.1) && !value.includes('"')
    ? `"""${value}"""`
    : JSON.stringify(value);
}

function scalar(name: string, random: Random): string | number | boolean {
  if (name === 'Int') return random.pick(NUMBERS);
  if (name === 'Boolean') return random.chance(0.5);
  if (name === 'ID') return random.chance(0.3) ? random.pick(NUMBERS) : random.pick(IDS);
  return random.pick(TEXTS);
}

/** Values that fit no type, or fit by accident. */
const JUNK: unknown[] = [
  null,
  '',
  'SECRET_TYPE',
  'NEWEST',
  0,
  1.5,
  2 ** 31,
  1e300,
  true,
  [],
  [null],
  [[1]],
  ['p1', 2],
  {},
  { a: 1 },
  JSON.parse('{ "__proto__": { "title": "x" } }'),
  { constructor: 1, toString: 2 },
];

/** A value of a type as a client sends it, which is sometimes invalid. */
export function variableValue(type: GraphQLInputType, random: Random, junk = 0.12): unknown {
  if (random.chance(junk)) return random.pick(JUNK);
  if (!isNonNullType(type) && random.chance(0.25)) return null;
  const named = getNullableType(type) as GraphQLInputType;
  if (isListType(named)) {
    if (random.chance(0.3)) return variableValue(named.ofType, random, junk);
    return Array.from({ length: random.below(4) }, () => variableValue(named.ofType, random, junk / 2));
  }
  if (isInputObjectType(named)) {
    const entries = Object.values(named.getFields())
      .filter((field) => random.chance(isRequiredInputField(field) ? 0.95 : 0.5))
      .map((field) => [field.name, variableValue(field.type, random, junk / 2)]);
    if (random.chance(junk / 2)) entries.push([random.pick(['what', '__proto__', 'constructor']), 1]);
    // Parsed from JSON, so that `__proto__` is an ordinary property.
    return JSON.parse(`{${entries.map(([name, value]) => `"${name}":${JSON.stringify(value)}`).join()}}`);
  }
  if (isEnumType(named)) return random.pick(named.getValues()).name;
  return scalar((named as { name: string }).name, random);
}
