import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Field, ID, ObjectType } from 'type-graphql';
import { editedShare } from '../../text/edited-share.js';
import type { Content } from './content.types.js';

/** Where a piece comes from. The other fields are resolved: by the library, and by the jobs. */
@ObjectType({ description: 'The job that a piece was saved from.' })
export class ContentSource {
  @Field(() => ID, { description: 'The id of the job, also when the job is removed.' })
  jobId!: string;

  /** The piece; not in the schema. */
  piece!: Content;
}

export function sourceOf(piece: Content): ContentSource | null {
  if (piece.jobId === undefined) return null;
  return Object.assign(new ContentSource(), { jobId: piece.jobId, piece });
}

/** One comparison at a time, so that the process serves other requests during a long list. */
const oneAtATime = pLimit(1);

/**
 * How much of the generated text was changed.
 * @param original the generated text; null if it is not kept
 */
export function editedShareOf(piece: Content, original: string | null): Promise<number | null> {
  return oneAtATime(async () => {
    // Until its text is changed, a piece has the generated one. An earlier version, which stored no snapshot of the job,
    // kept no text after that.
    if (original === null) return piece.version === 1 || piece.snapshot ? 0 : null;
    await yieldToEventLoop();
    return editedShare(original, piece.body);
  });
}
