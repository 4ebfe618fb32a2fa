import { expect } from 'vitest';

export * from './raw-http.js';

/** Waits for the refusal of a request, which must hold this one code. */
export const expectCode = (request: Promise<unknown>, code: string) =>
  expect(request).rejects.toMatchObject({ codes: [code] });

/** Waits for the refusal of a request, which must be for these fields and no other. */
export const expectFaults = (request: Promise<unknown>, ...fields: string[]) =>
  expect(request).rejects.toMatchObject({
    codes: ['BAD_USER_INPUT'],
    errors: [{ extensions: { fields: fields.map((field) => ({ field, message: expect.any(String) })) } }],
  });
