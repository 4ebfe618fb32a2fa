import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/** How a subscription continues after one of its events. */
export interface ResumeTerms {
  /** The argument that takes the cursor of the last event. */
  argument: string;
  /** The cursor of an event. */
  cursorOf(event: unknown): string;
  /** The cursor at which a stream starts, before its first event; null if it is not known. */
  startOf(stream: unknown): string | null;
}

/** Marks a subscription whose events have a cursor. Server-sent events carry it as their id. */
export const Resumable = (terms: ResumeTerms) => Extensions({ resumable: terms });

/** The terms of a field; null if its events have no cursor. */
export const resumeTermsOf = ({ extensions }: GraphQLField<unknown, unknown>): ResumeTerms | null =>
  (extensions.resumable as ResumeTerms | undefined) ?? null;
