/** A row, or what is exported of it. */
export type Fields = Record<string, unknown>;

/** One file: which rows of a collection, and which of their fields. Fields that are not named here are not exported. */
export interface Section {
  file: string;
  about: string;
  filter: object;
  fields: readonly string[];
  /** The name of `_id` in the file; missing if `_id` is not exported. */
  id?: string;
  change?: (row: Fields) => Fields;
}
