import { readFile } from 'node:fs/promises';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';

/**
 * Compares two schemas: `node scripts/schema-changes.mjs released.graphql current.graphql`. Prints changes that break
 * clients of the released one, and deprecations of the current one whose reason has no date. Exits with 1 if there are
 * any.
 */

/** The date from which the element may be removed. */
const DATE = /\b\d{4}-\d{2}-\d{2}\b/;

const [released = 'schema.release.graphql', current = 'schema.graphql'] = process.argv.slice(2);
const [earlier, later] = await Promise.all(
  [released, current].map(async (file) => buildSchema(await readFile(file, 'utf8'))),
);

const broken = (await diff(earlier, later))
  .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
  .map(({ message }) => `breaks clients of the last release (${released}): ${message}`);
const undated = [...elementsOf(later)]
  .filter(([, { deprecationReason }]) => deprecationReason != null && !DATE.test(deprecationReason))
  .map(([place]) => `${place} is deprecated without a date (YYYY-MM-DD) from which it may go`);

for (const fault of [...broken, ...undated]) {
  console.error(fault);
  process.exitCode = 1;
}

/** Every element that can be deprecated, with its place. */
function* elementsOf(/** @type {import('graphql').GraphQLSchema} */ schema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
    if (!isInputObjectType(type) && !isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field];
      for (const arg of field.args ?? []) yield [`${type.name}.${field.name}(${arg.name}:)`, arg];
    }
  }
}
