import type { Channels } from '../../infra/channels.js';
import { parseEventCursor, unknownCursor } from '../events/event-cursor.js';
import { EventStream } from '../events/event-stream.js';
import { topics } from '../topics/topics.js';
import type { ContentChangeEvent, ContentLog } from './content-log.js';

/**
 * Subscribes to the changes of a user's library. When the promise resolves, the subscription is live: nothing is missed
 * afterwards. The reader closes the stream to release its channel.
 * @throws BAD_USER_INPUT for a cursor of no change
 */
export type SubscribeToContents = (
  userId: string,
  after: string | null | undefined,
) => Promise<AsyncIterableIterator<ContentChangeEvent>>;

interface Deps {
  contentLog: Pick<ContentLog, 'latestSeq' | 'readAfter'>;
  channels: Channels;
}

export const createContentSubscription =
  ({ contentLog, channels }: Deps): SubscribeToContents =>
  async (userId, after) => {
    const from = after == null ? undefined : parseEventCursor('after', after);
    const stream = new EventStream<ContentChangeEvent>(userId, contentLog);
    try {
      const stopListening = await channels.listen(topics.contentChanged(userId), {
        onMessage: (message) => stream.push({ ...message, userId }),
        onGap: () => stream.catchUp(),
      });
      stream.onClose(stopListening);
      // Read once the channel is live, so that later changes come through it.
      const latest = await contentLog.latestSeq(userId);
      if (from !== undefined && from > latest) throw unknownCursor('after');
      stream.begin(from ?? latest, latest);
      return stream;
    } catch (error) {
      await stream.return();
      throw error;
    }
  };
