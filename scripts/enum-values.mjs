import { GraphQLEnumType } from 'graphql';

/**
 * A plugin of GraphQL Code Generator. Writes the values of enums as constants, because programs cannot read types.
 * @param {import('graphql').GraphQLSchema} schema
 * @param {unknown} _documents
 * @param {{ constants: Record<string, string> }} config the name of each constant by that of its enum
 */
export function plugin(schema, _documents, { constants: names }) {
  const constants = Object.entries(names).map(([type, constant]) => {
    const found = schema.getType(type);
    if (!(found instanceof GraphQLEnumType)) throw new Error(`The schema has no enum ${type}.`);
    const values = found.getValues().map(({ name }) => `  '${name}',\n`);
    return `export const ${constant} = [\n${values.join('')}] as const;\n`;
  });
  const head = '/** The values of enums of the API. `npm run codegen` writes them, from schema.graphql. */\n';
  return `${head}\n${constants.join('\n')}`;
}
