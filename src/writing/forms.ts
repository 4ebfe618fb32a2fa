import type { ContentType } from './content-type.js';
import type { Check, Form } from './form.js';
import { type GenerationOptions, wishesOf } from './options/rules.js';
import { CONTENT_TYPES } from './types/index.js';

type Definition = (typeof CONTENT_TYPES)[number];
type StructureOf<Type> =
  Extract<Definition, { name: Type }>['form'] extends Form<infer Parts> ? Parts : never;

export type Structure = StructureOf<ContentType>;

/** The form of each content type. */
export const FORMS = Object.fromEntries(CONTENT_TYPES.map(({ name, form }) => [name, form])) as {
  [Type in ContentType]: Form<StructureOf<Type>>;
};

/** A text as a request asks for it. */
export interface Asked {
  type: ContentType;
  options?: GenerationOptions | null | undefined;
}

/** The checks of a finished text: those of its form, and those of the options. */
export function checksOf({ type, options }: Asked, text: string): Check[] {
  return [
    ...FORMS[type].check(text, options ?? {}),
    ...wishesOf(options).flatMap(({ check }) => check(text)),
  ];
}

/** How many times the usual tokens and time a text may take. */
export const effortOf = ({ type, options }: Asked): number => FORMS[type].effort?.(options ?? {}) ?? 1;
