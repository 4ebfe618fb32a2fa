/** A row, or what is exported of it. */
export type Fields = Record<string, unknown>;

/** One file: which rows of a collection, and which of their fields. What is not named here is not exported. */
export interface Section {
  file: string;
  about: string;
  filter: object;
  fields: readonly string[];
  /** The name of `_id` in the file; left out where it says nothing. */
  id?: string;
  change?: (row: Fields) => Fields;
}
