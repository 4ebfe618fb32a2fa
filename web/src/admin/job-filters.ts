import type { ContentType, JobErrorCode, JobStatus } from '../gql/graphql.js';
import { STATUS } from '../jobs/status.js';
import { contentTypes } from '../lib/content-types.js';
import { oneOf } from './use-url-filters.js';

/** The filters of jobs, as the URL names them. */
export const FILTERS = ['q', 'status', 'type', 'error', 'user', 'from', 'to'] as const;
export type FilterValues = Record<(typeof FILTERS)[number], string>;

export const ERRORS: Record<JobErrorCode, string> = {
  RATE_LIMITED: 'Too many requests',
  PROVIDER_REFUSED: 'Refused by the provider',
  INVALID_REQUEST: 'Request not accepted',
  PROVIDER_UNAVAILABLE: 'Provider away',
  TIMEOUT: 'Took too long',
  BAD_RESPONSE: 'Broken answer',
  INTERRUPTED: 'Interrupted',
  INTERNAL: 'Internal error',
};

/** The filter in the URL. Invalid values count as absent. */
export function jobFilter({ q, status, type, error, user, from, to }: FilterValues) {
  const state = oneOf(Object.keys(STATUS) as JobStatus[], status);
  return {
    search: q || null,
    status: state && [state],
    type: oneOf<ContentType>(contentTypes, type),
    errorCode: oneOf(Object.keys(ERRORS) as JobErrorCode[], error),
    userId: user || null,
    createdAfter: timeOf(from),
    createdBefore: timeOf(to),
  };
}

/** The value of an input of a local date and time. */
function timeOf(local: string): string | null {
  const time = new Date(local);
  return local === '' || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
