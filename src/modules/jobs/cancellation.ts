import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { publish } from '../../infra/topic.js';
import { topics } from '../topics/topics.js';

/** Publishes to every worker that a run was canceled, so that the worker that runs it stops at once. Never throws. */
export async function publishCancellation(redis: RedisClient, jobId: string, run: number, log: Logger) {
  try {
    await publish(redis, topics.canceled, { jobId, run });
  } catch (error) {
    log.debug({ err: error, jobId }, 'cancellation not published: the worker finds it in MongoDB');
  }
}

/** Listens on a worker. A message that is missed costs half a second: the worker also polls its jobs. */
export const listenForCancellations = (
  channels: Channels,
  onCanceled: (jobId: string, run: number) => void,
): Promise<() => void> =>
  channels.listen(topics.canceled, {
    onMessage: ({ jobId, run }) => onCanceled(jobId, run),
    onGap() {},
  });
