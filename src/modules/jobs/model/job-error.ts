/** Why an attempt, and with it perhaps the job, failed. Says the class of the cause. */
export enum JobErrorCode {
  RATE_LIMITED = 'RATE_LIMITED',
  PROVIDER_REFUSED = 'PROVIDER_REFUSED',
  INVALID_REQUEST = 'INVALID_REQUEST',
  PROVIDER_UNAVAILABLE = 'PROVIDER_UNAVAILABLE',
  TIMEOUT = 'TIMEOUT',
  BAD_RESPONSE = 'BAD_RESPONSE',
  INTERRUPTED = 'INTERRUPTED',
  INTERNAL = 'INTERNAL',
}

/** A failure as a job keeps it and its owner sees it. */
export interface JobFailure {
  code: JobErrorCode;
  /** Fixed words for people; of upstream's own words none, unless the provider is on this machine and needs no key. */
  message: string;
  /** Whether another attempt of the same job may succeed. */
  retriable: boolean;
}
