import { expect } from 'vitest';

export * from './raw-http.js';

/** Expects that a request is rejected with this single code. */
export const expectCode = (request: Promise<unknown>, code: string) =>
  expect(request).rejects.toMatchObject({ codes: [code] });

/** Expects that a request is rejected for these fields and no others. */
export const expectFaults = (request: Promise<unknown>, ...fields: string[]) =>
  expect(request).rejects.toMatchObject({
    codes: ['BAD_USER_INPUT'],
    errors: [{ extensions: { fields: fields.map((field) => ({ field, message: expect.any(String) })) } }],
  });
