import type { TemplateVariable } from '../../../src/text/template.js';

/** What was typed, by the names of variables. What was not touched is missing. */
export type Typed = Readonly<Record<string, string>>;

/** The values as the API takes them: a field that is empty is not sent, and gets its default. */
export const givenOf = (variables: readonly TemplateVariable[], typed: Typed) =>
  variables.flatMap(({ name }) => {
    const value = typed[name] ?? '';
    return value.trim() === '' ? [] : [{ name, value }];
  });
