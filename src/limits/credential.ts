import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/**
 * Marks a field that checks or sets a password or takes a refresh token: work of a hundred milliseconds, or a guess. An
 * operation may have one of them.
 */
export const Credential = () => Extensions({ credential: true });

export const isCredential = ({ extensions }: GraphQLField<unknown, unknown>): boolean =>
  extensions.credential === true;
