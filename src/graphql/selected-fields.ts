import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>;

/**
 * Returns the fields that an operation may select at a path below the field that is resolved, such as `edges`, `node`.
 * Ignores directives: a field that may be skipped counts. Remembered with the document.
 */
export function createSelection(...path: string[]): (info: SelectionInfo) => ReadonlySet<string> {
  const known = new WeakMap<FieldNode, ReadonlySet<string>>();
  return (info) => {
    const [node, ...more] = info.fieldNodes;
    const remembered = node && more.length === 0 ? known.get(node) : undefined;
    if (remembered) return remembered;
    const selected = new Set(fieldsAt(info, path).map(({ name }) => name.value));
    if (node && more.length === 0) known.set(node, selected);
    return selected;
  };
}

function fieldsAt({ fieldNodes, fragments }: SelectionInfo, path: readonly string[]): FieldNode[] {
  const fieldsOf = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet);
      const fragment = fragments[selection.name.value];
      return fragment ? fieldsOf(fragment.selectionSet) : [];
    });
  const inside = (nodes: readonly FieldNode[]) =>
    nodes.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet) : []));
  return path.reduce(
    (nodes, name) => inside(nodes.filter((node) => node.name.value === name)),
    inside(fieldNodes),
  );
}
