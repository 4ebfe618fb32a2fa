import { ApiError, SmartContentError } from '@smart-content/client';
import type { CombinedError } from 'urql';

export interface FieldFault {
  field: string;
  message: string;
}

/** An error of a query or of a subscription. */
export type Fault = CombinedError | SmartContentError;

/** An error as a message for the user. */
export function readable(error: Fault): string {
  const errors = errorsOf(error);
  if (!errors) return 'The server cannot be reached. Look at your connection, then try again.';
  const [first] = errors;
  const code = first?.extensions?.code;
  if (code === 'RATE_LIMITED') {
    const seconds = Number(first?.extensions?.retryAfterSeconds);
    return `That was a lot at once. Try again in ${seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds || 'a few'} seconds`}.`;
  }
  if (code === 'SERVICE_UNAVAILABLE') return 'The service is away for a moment. Try again soon.';
  if (code === 'INTERNAL_SERVER_ERROR') {
    return `Something went wrong on the server (request ${String(first?.extensions?.requestId)}).`;
  }
  return first?.message ?? 'Something went wrong.';
}

/** The response of the API; null if it was not reached. */
function errorsOf(error: Fault) {
  if (error instanceof ApiError) return error.errors;
  return error instanceof SmartContentError || error.networkError ? null : error.graphQLErrors;
}

/** The invalid inputs, if the server named them. */
export function faultsOf(error: CombinedError | undefined): FieldFault[] {
  const fields = error?.graphQLErrors[0]?.extensions.fields;
  return Array.isArray(fields) ? (fields as FieldFault[]) : [];
}

/** The error of one input. Names may be paths, such as `input.email`. */
export const faultOf = (error: CombinedError | undefined, field: string): string | undefined =>
  faultsOf(error).find(({ field: at }) => at === field || at.endsWith(`.${field}`))?.message;

/** Whether these inputs show all errors. */
export function isShownAt(error: CombinedError | undefined, fields: readonly string[]): boolean {
  const faults = faultsOf(error);
  return faults.length > 0 && faults.every(({ field }) => fields.includes(field.split('.').at(-1) ?? ''));
}
