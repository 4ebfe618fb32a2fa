import type { Redis } from 'ioredis';
import { z } from 'zod';
import { type Channels, channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';

const messageSchema = z.object({ jobId: z.string(), run: z.int() });

/** Tells every worker that a run was canceled, so that the one which has it stops at once. Never throws. */
export async function announceCancellation(redis: Redis, jobId: string, run: number, log: Logger) {
  try {
    await redis.publish(channels.canceled, JSON.stringify({ jobId, run }));
  } catch (error) {
    log.debug({ err: error, jobId }, 'cancellation not told: the worker finds it by itself');
  }
}

/** The worker's side. What is missed here a worker finds by looking at its jobs, half a second later. */
export function listenForCancellations(
  listening: Channels,
  onCanceled: (jobId: string, run: number) => void,
): Promise<() => void> {
  return listening.listen(channels.canceled, {
    onMessage(message) {
      const canceled = messageSchema.safeParse(message);
      if (canceled.success) onCanceled(canceled.data.jobId, canceled.data.run);
    },
    onGap() {},
  });
}
