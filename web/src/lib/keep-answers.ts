import { type AnyVariables, type Exchange, mapExchange, type OperationResult } from 'urql';

/**
 * Keeps what a page shows when a refetch fails: returns the last response of the query together with the error. The error
 * alone would remove the text from the page whenever the network fails.
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
