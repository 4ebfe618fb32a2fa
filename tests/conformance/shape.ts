import { fragments } from '@smart-content/client';
import { Kind, parse, type SelectionSetNode } from 'graphql';

type Fields = Record<string, unknown>;

const selections = new Map(
  parse(fragments.event).definitions.flatMap((definition) =>
    definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet]] : [],
  ),
);

/** An event as JSON with the fields of the fragment, in its order, from an event with other fields or another order. */
export function inShape(event: unknown): string {
  return JSON.stringify(selected(event as Fields, selections.get('SmartContentEvent') as SelectionSetNode));
}

/** The same without some fields of the job. */
export function without(event: string, fields: readonly string[]): string {
  const { job, ...rest } = JSON.parse(event) as { job: Fields };
  const left = Object.entries(job).filter(([name]) => !fields.includes(name));
  return JSON.stringify({ ...rest, job: Object.fromEntries(left) });
}

export const jobOf = (event: string): string => JSON.stringify((JSON.parse(event) as { job: Fields }).job);

function selected(value: Fields, { selections: fields }: SelectionSetNode): Fields {
  return Object.assign(
    {},
    ...fields.map((field): Fields => {
      if (field.kind === Kind.FRAGMENT_SPREAD)
        return selected(value, selections.get(field.name.value) as SelectionSetNode);
      if (field.kind !== Kind.FIELD) throw new Error(`no place for ${field.kind}`);
      const name = field.name.value;
      if (!(name in value)) return {};
      const inner = value[name];
      return {
        [name]: field.selectionSet && inner !== null ? selected(inner as Fields, field.selectionSet) : inner,
      };
    }),
  );
}
