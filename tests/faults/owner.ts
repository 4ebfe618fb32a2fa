import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { GenerateContentInput } from '../../examples/demo/gql/graphql.js';
import { Generate, Register } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import { Follower } from './follower.js';

/** A user, with the accepted jobs and the received events. */
export interface Owner {
  id: string;
  token: string;
  follower: Follower;
  /** The ids of jobs that an API accepted. */
  accepted: string[];
  /** Requests a job with an idempotency key, and repeats the request until an API answers. */
  generate(input?: Partial<GenerateContentInput>): Promise<string>;
}

/** The time limit of one request to an API, in milliseconds. */
const ANSWER_LIMIT_MS = 5_000;
/** The time limit of all tries together. */
const ASK_LIMIT_MS = 60_000;

/** Registers a user. @param urls of the running APIs */
export async function buildOwner(urls: () => string[]): Promise<Owner> {
  const input = { name: 'Ada', email: `${randomUUID()}@example.com`, password: 'correct horse' };
  const { token, user } = (await createApiClient(urls()[0] ?? '').request(Register, { input })).register;
  const accepted: string[] = [];
  let turn = 0;
  return {
    id: user.id,
    token,
    accepted,
    follower: new Follower(urls, token),
    async generate(more = {}) {
      const wish = {
        prompt: 'Tea',
        type: 'PRODUCT_DESCRIPTION' as const,
        idempotencyKey: randomUUID(),
        ...more,
      };
      const giveUp = Date.now() + ASK_LIMIT_MS;
      for (;;) {
        const all = urls();
        const url = all[turn++ % Math.max(1, all.length)];
        try {
          if (!url) throw new Error('no API is up');
          const answer = createApiClient(url, token).request(Generate, { input: wish });
          const { generateContent } = await within(ANSWER_LIMIT_MS, answer);
          accepted.push(generateContent.id);
          return generateContent.id;
        } catch (error) {
          if (Date.now() > giveUp) throw error;
          await delay(100);
        }
      }
    },
  };
}

/** @throws if it takes longer, in milliseconds */
export async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = delay(limitMs, undefined, limit).then(() => {
    throw new Error(`no answer within ${limitMs} ms`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    limit.abort();
    late.catch(() => {});
  }
}
