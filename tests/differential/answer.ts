import { isDeepStrictEqual } from 'node:util';
import { type ExecutionResult, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { presentError } from '../../src/graphql/errors.js';
import { toText } from './text.js';
import type { World } from './world.js';

/** What a client receives. */
export interface Answer {
  /** As JSON text, in which the order of the fields counts. */
  data: string;
  /** The path of the null. */
  nulls: ReadonlySet<string>;
  errors: GraphQLFormattedError[] | null;
}

/** One execution: the response, or one for each event of a subscription, and the calls of the services. */
export interface Run {
  answers: Answer[];
  thrown: string;
  calls: string[];
  state: string;
}

export const NO_ANSWER: Run = { answers: [], thrown: 'no answer', calls: [], state: '' };

export function tell({ data, errors }: ExecutionResult, { context }: World): Answer {
  const nulls = new Set<string>();
  findNulls(data, [], nulls);
  return {
    data: toText(data),
    nulls,
    errors: errors?.map((error) => presentError(error, context)) ?? null,
  };
}

function findNulls(value: unknown, path: (string | number)[], found: Set<string>) {
  if (value === null) found.add(JSON.stringify(path));
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    findNulls(inner, [...path, Array.isArray(value) ? Number(key) : key], found);
  }
}

/**
 * What the GraphQL specification leaves open (6.4.4, Handling field errors): which of several errors that made one path
 * null is reported, and whether the other fields of that path are still resolved. In graphql-js both depend on which
 * promise settles first.
 */
export type Open = 'another error' | 'more reads';

/**
 * The difference, or null if there is none. Fields of a query are resolved in parallel, so their calls come in any
 * order.
 */
export function difference(expected: Run, found: Run, operation: OperationTypeNode): Open | string | null {
  if (expected.thrown !== found.thrown) return 'thrown';
  if (expected.answers.length !== found.answers.length) return 'number of answers';
  if (expected.state !== found.state) return 'state';
  let other = false;
  for (const [at, one] of expected.answers.entries()) {
    const two = found.answers[at] as Answer;
    if (one.data !== two.data) return 'data';
    if ((one.errors === null) !== (two.errors === null)) return 'errors or none';
    if (isDeepStrictEqual(sorted(one), sorted(two))) continue;
    const [before, after] = [byNull(one), byNull(two)];
    if (!isDeepStrictEqual([...before.keys()].sort(), [...after.keys()].sort())) return 'places of errors';
    for (const [place, errors] of before) {
      const others = after.get(place) ?? [];
      if (isDeepStrictEqual(errors, others)) continue;
      // A path that is null by its own error has no other error.
      if ([...errors, ...others].every((error) => textOfPath(error) === place)) return 'error';
      other = true;
    }
  }
  if (other) return 'another error';
  if (operation === OperationTypeNode.MUTATION)
    return isDeepStrictEqual(expected.calls, found.calls) ? null : 'calls';
  if (isDeepStrictEqual([...expected.calls].sort(), [...found.calls].sort())) return null;
  return expected.answers.some(isCutShort) ? 'more reads' : 'calls';
}

/** Whether an error made an enclosing path null. */
const isCutShort = (answer: Answer) =>
  [...byNull(answer)].some(([place, errors]) => errors.some((error) => textOfPath(error) !== place));

const textOfPath = ({ path = [] }: GraphQLFormattedError) => JSON.stringify(path);
const sorted = ({ errors }: Answer) => (errors ?? []).map((error) => JSON.stringify(error)).sort();

/** The errors by the path that they made null: their own or an enclosing one. */
function byNull({ errors, nulls }: Answer): Map<string, GraphQLFormattedError[]> {
  const groups = new Map<string, GraphQLFormattedError[]>();
  for (const error of errors ?? []) {
    const path = error.path ?? [];
    const depth = Array.from({ length: path.length + 1 }, (_, length) => length).find((length) =>
      nulls.has(JSON.stringify(path.slice(0, length))),
    );
    const place = JSON.stringify(depth === undefined ? ['no null', ...path] : path.slice(0, depth));
    groups.set(place, [...(groups.get(place) ?? []), error]);
  }
  return groups;
}
