import { createHash } from 'node:crypto';
import { Kind, print, visit } from 'graphql';

/**
 * A plugin of GraphQL Code Generator. Writes the operations of a client's documents as a manifest of persisted queries in
 * Apollo's format, each with the fragments that it uses. An operation's id is the SHA-256 of its text, in hex.
 * @param {unknown} _schema
 * @param {{ document?: import('graphql').DocumentNode }[]} files
 */
export function plugin(_schema, files) {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(
    definitions
      .filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each]),
  );
  const operations = definitions
    .filter((each) => each.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const body = textOf(operation, fragments);
      const id = createHash('sha256').update(body).digest('hex');
      return { id, name: operation.name?.value ?? '', type: operation.operation, body };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * @param {import('graphql').OperationDefinitionNode} operation
 * @param {Map<string, import('graphql').FragmentDefinitionNode>} fragments
 */
function textOf(operation, fragments) {
  /** @type {Set<string>} */
  const used = new Set();
  const collect = (/** @type {import('graphql').ASTNode} */ node) =>
    visit(node, {
      FragmentSpread({ name: { value } }) {
        if (used.has(value)) return;
        used.add(value);
        const fragment = fragments.get(value);
        if (fragment) collect(fragment);
      },
    });
  collect(operation);
  const texts = [...used].sort().flatMap((name) => {
    const fragment = fragments.get(name);
    return fragment ? [print(fragment)] : [];
  });
  return [print(operation), ...texts].join('\n\n');
}
