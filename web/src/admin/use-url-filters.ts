import { useSearchParams } from 'wouter';

/** Filters that are part of the URL, so that a reload, a bookmark and a link to a colleague keep them. */
export function useUrlFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<
    Name,
    string
  >;
  const change = (changes: [Name, string][]) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of changes)
          if (value) after.set(name, value);
          else after.delete(name);
        return after;
      },
      { replace: true },
    );
  const set = (name: Name, value: string) => change([[name, value]]);
  const clear = (some: readonly Name[]) => change(some.map((name) => [name, '']));
  return { values, set, clear, key: names.map((name) => values[name]).join('\n') };
}

/** A value of the URL if it is one of these; null for any other. */
export const oneOf = <Value extends string>(values: readonly Value[], value: string): Value | null =>
  values.find((one) => one === value) ?? null;
