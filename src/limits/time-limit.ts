import { type ExecutionResult, GraphQLError } from 'graphql';

/**
 * Answers with the result, or after `limitMs` with an error and no data. Work that has begun continues, within the time
 * limits of the database clients.
 */
export async function withinTime(
  result: Promise<ExecutionResult>,
  limitMs: number,
): Promise<ExecutionResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ExecutionResult>((resolve) => {
    timer = setTimeout(() => resolve({ data: null, errors: [tooLong(limitMs)] }), limitMs);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLong = (limitMs: number) =>
  new GraphQLError(`The operation is over the limit of time: ${limitMs} milliseconds at most.`, {
    extensions: { code: 'SERVICE_UNAVAILABLE', limit: { name: 'time', max: limitMs } },
  });
