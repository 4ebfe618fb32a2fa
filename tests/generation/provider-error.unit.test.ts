import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { JobErrorCode } from '../../src/modules/jobs/model/job-error.js';
import { FAILURE_WORDS, hideSecret, ProviderError, toJobFailure } from '../../src/provider/provider-error.js';
import { classifyErrorBody, classifyStatus } from '../../src/provider/provider-error-rules.js';
import { parseRetryAfter, retryAfterOf } from '../../src/provider/retry-after.js';

const {
  RATE_LIMITED,
  PROVIDER_REFUSED,
  INVALID_REQUEST,
  PROVIDER_UNAVAILABLE,
  TIMEOUT,
  BAD_RESPONSE,
  INTERNAL,
} = JobErrorCode;

describe('classifyStatus', () => {
  it.each([
    [301, INVALID_REQUEST, false],
    [307, INVALID_REQUEST, false],
    [400, INVALID_REQUEST, false],
    [401, PROVIDER_REFUSED, false],
    [402, PROVIDER_REFUSED, false],
    [403, PROVIDER_REFUSED, false],
    [404, INVALID_REQUEST, false],
    [408, TIMEOUT, true],
    [409, PROVIDER_UNAVAILABLE, true],
    [413, INVALID_REQUEST, false],
    [418, INVALID_REQUEST, false],
    [422, INVALID_REQUEST, false],
    [425, PROVIDER_UNAVAILABLE, true],
    [429, RATE_LIMITED, true],
    [499, INVALID_REQUEST, false],
    [500, PROVIDER_UNAVAILABLE, true],
    [502, PROVIDER_UNAVAILABLE, true],
    [503, PROVIDER_UNAVAILABLE, true],
    [504, PROVIDER_UNAVAILABLE, true],
    [529, PROVIDER_UNAVAILABLE, true],
    [599, PROVIDER_UNAVAILABLE, true],
    [200, BAD_RESPONSE, true],
    [999, BAD_RESPONSE, true],
  ])('classifies %i as %s, retriable: %s', (status, code, retriable) => {
    expect(classifyStatus(status)).toEqual({ code, retriable });
  });
});

describe('classifyErrorBody', () => {
  it.each<[string, unknown, JobErrorCode, boolean, number | null]>([
    ['a number', { error: { code: 429, message: 'slow down' } }, RATE_LIMITED, true, 429],
    ['a number as a string', { error: { code: '503' } }, PROVIDER_UNAVAILABLE, true, 503],
    ['the inner object alone', { code: 401, message: 'no such key' }, PROVIDER_REFUSED, false, 401],
    ['a number that is not a status', { error: { code: 1301 } }, PROVIDER_UNAVAILABLE, true, null],
    [
      'a status beside a word',
      { error: { code: 429, status: 'RESOURCE_EXHAUSTED' } },
      RATE_LIMITED,
      true,
      429,
    ],
    ['rate_limit_exceeded', { error: { code: 'rate_limit_exceeded' } }, RATE_LIMITED, true, null],
    ['insufficient_quota', { error: { type: 'insufficient_quota' } }, PROVIDER_REFUSED, false, null],
    [
      'insufficient_quota and 429',
      { error: { code: 429, type: 'insufficient_quota' } },
      PROVIDER_REFUSED,
      false,
      429,
    ],
    [
      'invalid_api_key',
      { error: { code: 'invalid_api_key', type: 'invalid_request_error' } },
      PROVIDER_REFUSED,
      false,
      null,
    ],
    ['server_error', { error: { code: 'server_error', message: 'gone' } }, PROVIDER_UNAVAILABLE, true, null],
    ['context_length_exceeded', { error: { code: 'context_length_exceeded' } }, INVALID_REQUEST, false, null],
    ['a type only', { error: { code: null, type: 'overloaded_error' } }, PROVIDER_UNAVAILABLE, true, null],
    ['upper case', { error: { status: 'DEADLINE_EXCEEDED' } }, TIMEOUT, true, null],
    ['an unknown word', { error: { code: 'flux_capacitor' } }, PROVIDER_UNAVAILABLE, true, null],
    ['fields of wrong types', { error: { code: {}, type: [] } }, PROVIDER_UNAVAILABLE, true, null],
    ['words for people', { error: 'out of memory' }, PROVIDER_UNAVAILABLE, true, null],
    ['nothing', undefined, PROVIDER_UNAVAILABLE, true, null],
    ['null', null, PROVIDER_UNAVAILABLE, true, null],
  ])('classifies an error inside a response by %s', (_, body, code, retriable, status) => {
    expect(classifyErrorBody(body)).toEqual({ code, retriable, status });
  });

  it.each<[string, number, unknown, JobErrorCode, boolean]>([
    ['the status rather than the body', 503, { error: { code: 400 } }, PROVIDER_UNAVAILABLE, true],
    ['the status rather than known words', 400, { error: { type: 'server_error' } }, INVALID_REQUEST, false],
    ['a 429 for a rate limit', 429, { error: { code: 'rate_limit_exceeded' } }, RATE_LIMITED, true],
    ['a 429 for an empty account', 429, { error: { code: 'insufficient_quota' } }, PROVIDER_REFUSED, false],
    ['a page of HTML', 502, '<html>Bad gateway</html>', PROVIDER_UNAVAILABLE, true],
  ])('classifies a failed response by %s', (_, httpStatus, body, code, retriable) => {
    expect(classifyErrorBody(body, httpStatus)).toEqual({ code, retriable, status: httpStatus });
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(1994, 10, 6, 8, 49, 30);

  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['86400', 86_400_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 7_000],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 7_000],
    ['Sun Nov  6 08:49:37 1994', 7_000],
    ['Sun, 06 Nov 1994 08:49:29 GMT', null],
    ['Sun, 99 Nov 1994 08:49:37 GMT', null],
    ['-5', null],
    ['5s', null],
    ['1e3', null],
    ['0x10', null],
    ['Infinity', null],
    ['9'.repeat(400), null],
    ['soon', null],
    ['2094', 2_094_000],
    ['1994-11-06T08:49:37Z', null],
    ['', null],
    [null, null],
  ])('parses %j as %j ms', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });

  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after-ms': '150.2' }, 151],
    [{ 'retry-after-ms': '150', 'retry-after': '2' }, 150],
    [{ 'retry-after-ms': '-150', 'retry-after': '2' }, 2_000],
    [{ 'retry-after-ms': 'soon' }, null],
  ])('parses the headers %j as %j ms', (headers, expected) => {
    expect(retryAfterOf(new Headers(headers), now)).toBe(expected);
  });
});

describe('toJobFailure', () => {
  it.each(Object.values(JobErrorCode))('keeps a %s, with a fixed message', (code) => {
    const error = new ProviderError({ code, retriable: false, cause: new Error('upstream words') });
    expect(toJobFailure(error)).toEqual({ code, message: FAILURE_WORDS[code], retriable: false });
  });

  it.each([new TypeError('x is undefined'), 'a string', undefined])(
    'treats %s as an internal error',
    (error) => {
      expect(toJobFailure(error)).toEqual({
        code: INTERNAL,
        message: FAILURE_WORDS.INTERNAL,
        retriable: true,
      });
    },
  );
});

describe('hideSecret', () => {
  const failed = (cause: unknown) => new ProviderError({ code: BAD_RESPONSE, retriable: true, cause });

  it('removes the key from messages and nested stacks, and keeps codes', () => {
    const inner = Object.assign(new Error('header "Bearer sk-secret"'), {
      code: 'ECONNRESET',
      key: 'sk-secret',
    });
    const outer = new Error('with sk-secret, sk-secret', { cause: inner });
    const shown = inspect(hideSecret(failed(outer), 'sk-secret'), { depth: 10 });
    expect(shown).not.toContain('sk-secret');
    expect(shown).toContain('with [redacted], [redacted]');
    expect(shown).toContain('ECONNRESET');
  });

  it('removes any bearer token, known or not', () => {
    const shown = inspect(hideSecret(failed(new Error('sent Authorization: Bearer abc.def')), null));
    expect(shown).not.toContain('abc.def');
  });

  it('removes a key at the end of a truncated message', () => {
    const shown = inspect(hideSecret(failed(new Error(`${'x'.repeat(3_995)}sk-secret`)), 'sk-secret'));
    expect(shown).not.toContain('sk-');
  });

  it('ends at a cyclic chain of causes', () => {
    const circle = new Error('round and round');
    circle.cause = circle;
    expect(hideSecret(failed(circle), 'sk-secret').cause).toBeInstanceOf(Error);
  });
});
