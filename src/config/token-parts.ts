import type { Values } from './settings.js';

/** The keys of tokens. */
export interface TokenSettings {
  /** The key of tokens without the id of a key; null for none. It signs if there are no `keys`. */
  secret: string | null;
  /** The first one signs, all verify. */
  keys: { id: string; secret: string }[];
  expiresInSeconds: number;
}

export const tokenSettings = (values: Values): TokenSettings => ({
  secret: values.JWT_SECRET ?? null,
  keys: values.JWT_SECRETS ?? [],
  expiresInSeconds: values.JWT_EXPIRES_IN,
});
