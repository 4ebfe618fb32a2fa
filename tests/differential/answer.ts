import { isDeepStrictEqual } from 'node:util';
import { type ExecutionResult, type GraphQLFormattedError, OperationTypeNode } from 'graphql';
import { presentError } from '../../src/graphql/errors.js';
import { toText } from './text.js';
import type { World } from './world.js';

/** What a client reads. */
export interface Answer {
  /** As text, in which the order of its fields counts. */
  data: string;
  /** Where it is null. */
  nulls: ReadonlySet<string>;
  errors: GraphQLFormattedError[] | null;
}

/** One execution: the answer, or one for each event of a subscription, and what was asked of the services. */
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
 * What the GraphQL specification leaves open (6.4.4, Handling field errors): which of several errors is told that made
 * one place null, and whether what else that place asked for is still read. graphql-js' own answer to both is a matter
 * of which promise is first.
 */
export type Open = 'another error' | 'more reads';

/** What is not alike; null where all is. Fields of a query are resolved in parallel: their calls come in any order. */
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
      // An error of the very place that is null is the only one that there is.
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

/** Whether an error made a place around it null. */
const isCutShort = (answer: Answer) =>
  [...byNull(answer)].some(([place, errors]) => errors.some((error) => textOfPath(error) !== place));

const textOfPath = ({ path = [] }: GraphQLFormattedError) => JSON.stringify(path);
const sorted = ({ errors }: Answer) => (errors ?? []).map((error) => JSON.stringify(error)).sort();

/** The errors by the place that they made null: their own or one around it. */
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
