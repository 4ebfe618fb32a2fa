import { BOOLEAN, listOf, NUMBER, objectOf, oneOf, STRING } from '../../../infra/row-rules.js';
import { JobErrorCode } from './job-error.js';

/** Rules for values that a stored job holds. */

export const FAILURE = objectOf({ code: oneOf(JobErrorCode), message: STRING, retriable: BOOLEAN });

export const USAGE = objectOf(
  {},
  { promptTokens: NUMBER, completionTokens: NUMBER, costUsd: NUMBER, model: STRING },
);

export const CHECKS = listOf(objectOf({ name: STRING, passed: BOOLEAN, detail: STRING }));
