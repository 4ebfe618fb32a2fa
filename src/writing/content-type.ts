import { CONTENT_TYPES } from './types/index.js';

/** The types of texts. The values are the GraphQL enum's and MongoDB's. */
export type ContentType = (typeof CONTENT_TYPES)[number]['name'];

const byName = <Value>(value: (type: (typeof CONTENT_TYPES)[number]) => Value) =>
  Object.fromEntries(CONTENT_TYPES.map((type) => [type.name, value(type)])) as Record<ContentType, Value>;

export const ContentType = byName(({ name }) => name) as { readonly [Name in ContentType]: Name };

/** Each type as people read it; search matches these words, not the enum's names. */
export const CONTENT_TYPE_LABELS = byName(({ label }) => label);

/** Each type as the schema describes it. */
export const CONTENT_TYPE_DESCRIPTIONS = byName(({ description }) => description);
