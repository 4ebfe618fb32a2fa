/** The class of a failure of an attempt or a job. */
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

/** A failure as a job keeps it and its owner reads it. */
export interface JobFailure {
  code: JobErrorCode;
  /** A fixed message. It includes the provider's own words only for a provider on this machine that needs no key. */
  message: string;
  /** Whether another attempt of the same job may succeed. */
  retriable: boolean;
}
