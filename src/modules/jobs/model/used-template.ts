import { listOf, NUMBER, objectOf, STRING } from '../../../infra/row-rules.js';

/** What a job keeps of the template that its prompt was rendered from. */
export interface UsedTemplate {
  id: string;
  name: string;
  version: number;
  /** As requested, sorted by name. */
  variables: { name: string; value: string }[];
  /** The options of the request itself, null for those that it turned off. Missing for a template without options. */
  ownOptions?: object;
}

/** Rules for a stored one. */
export const USED_TEMPLATE = objectOf(
  {
    id: STRING,
    name: STRING,
    version: NUMBER,
    variables: listOf(objectOf({ name: STRING, value: STRING })),
  },
  { ownOptions: objectOf({}) },
);
