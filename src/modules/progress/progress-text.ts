import type { RedisClient } from '../../infra/redis-client.js';
import { topics } from '../topics/topics.js';

/**
 * The text of an attempt while it is written. It crosses Redis and not MongoDB: a key holds the text so far, and a
 * topic carries what is added to it. Its loss does not affect the finished text.
 */
export interface AttemptName {
  jobId: string;
  run: number;
  attempt: number;
}

/** The text that is written first, and the one that is written when its checks fail. */
export const FIRST_DRAFT = 1;
export const REPAIR_DRAFT = 2;

/** The braces keep the texts of a job, and the channel of its progress, on one node of a cluster. */
export const textKey = ({ jobId, run, attempt }: AttemptName, draft: number) =>
  `text:{${topics.progress(jobId).channel}}:${run}:${attempt}${draft === FIRST_DRAFT ? '' : `:${draft}`}`;

export interface TextSoFar {
  draft: number;
  text: string;
}

/** The latest draft of an attempt so far; null before it begins, and while Redis is away. */
export async function readTextSoFar(redis: RedisClient, name: AttemptName): Promise<TextSoFar | null> {
  try {
    const drafts = [REPAIR_DRAFT, FIRST_DRAFT];
    const texts = await redis.mget(drafts.map((draft) => textKey(name, draft)));
    const found = texts.findIndex((text) => text !== null);
    return found < 0 ? null : { draft: drafts[found] as number, text: texts[found] as string };
  } catch {
    return null;
  }
}

/** The first draft of an attempt so far, which is complete once a repair has begun; null as above. */
export async function readFirstDraft(redis: RedisClient, name: AttemptName): Promise<string | null> {
  try {
    return await redis.get(textKey(name, FIRST_DRAFT));
  } catch {
    return null;
  }
}
