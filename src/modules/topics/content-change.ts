import { z } from 'zod';
import { type Timestamp, timestampSchema } from '../jobs/model/job-snapshot.js';

/** The kind of a change of a piece in the library. */
export enum ContentChangeKind {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  DELETED = 'DELETED',
  RESTORED = 'RESTORED',
  REMOVED = 'REMOVED',
}

/** A change of a piece, by its id: a subscriber reads the piece when needed. */
export interface ContentChangeMessage {
  id: string;
  seq: number;
  kind: ContentChangeKind;
  contentId: string;
  occurredAt: Timestamp;
}

export const contentChangeSchema: z.ZodType<ContentChangeMessage> = z.object({
  id: z.string(),
  seq: z.int(),
  kind: z.enum(ContentChangeKind),
  contentId: z.string(),
  occurredAt: timestampSchema,
});
