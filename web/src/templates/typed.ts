import type { TemplateVariable } from '../../../src/text/template.js';

/** The typed values, by the names of variables, without untouched ones. */
export type Typed = Readonly<Record<string, string>>;

/** The values in the form of the API: an empty field is not sent, and gets its default. */
export const givenOf = (variables: readonly TemplateVariable[], typed: Typed) =>
  variables.flatMap(({ name }) => {
    const value = typed[name] ?? '';
    return value.trim() === '' ? [] : [{ name, value }];
  });
