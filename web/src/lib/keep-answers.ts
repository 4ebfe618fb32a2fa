import { type AnyVariables, type Exchange, mapExchange, type OperationResult } from 'urql';

/**
 * What is on a page stays there when asking for it anew fails: a query's last answer comes back beside the error. The
 * error alone would take a text from under its reader's eyes each time that the network goes.
 */
export function keepAnswers(): Exchange {
  const kept = new Map<number, unknown>();
  return mapExchange({
    onOperation({ kind, key }) {
      if (kind === 'teardown') kept.delete(key);
    },
    onResult(result): OperationResult<unknown, AnyVariables> {
      const { operation, data, error } = result;
      if (operation.kind !== 'query') return result;
      if (data) kept.set(operation.key, data);
      return error && !data ? { ...result, data: kept.get(operation.key) } : result;
    },
  });
}
