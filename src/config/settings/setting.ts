import type { z } from 'zod';

/** One setting, read from one environment variable. An empty string counts as unset. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** The section of the settings table. It decides which processes read the setting. */
  group: 'Both processes' | 'API' | 'Worker' | 'Model' | 'Local mode';
  /** What it is, with its unit. The permitted values come from `schema`. */
  about: string;
  schema: S;
  /** As written in the environment. A setting without a default is optional or required, as `schema` says. */
  default?: string;
}

export function setting<S extends z.ZodType>(
  group: Setting['group'],
  schema: S,
  about: string,
  defaultValue?: string,
): Setting<S> {
  return { group, schema, about, ...(defaultValue === undefined ? {} : { default: defaultValue }) };
}
