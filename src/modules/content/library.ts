import type { Connection } from 'mongoose';
import type { Channels } from '../../infra/channels.js';
import type { Logger } from '../../infra/logger.js';
import type { RedisClient } from '../../infra/redis-client.js';
import { type ContentService, type ContentStores, createContentService } from './content.service.js';
import type { ContentCounterModel, ContentEventModel } from './content-event.model.js';
import { createChangeLibrary, createContentLog, createContentPublisher } from './content-log.js';
import { createContentSubscription } from './content-subscription.js';

interface LibraryDeps extends ContentStores {
  contentEvents: ContentEventModel;
  contentCounters: ContentCounterModel;
  connection: Connection;
  /** Publishes the changes. */
  redis: RedisClient;
  channels: Channels;
  log: Logger;
}

export interface Library {
  contents: ContentService;
  /** Waits for publications in progress. */
  close(): Promise<void>;
}

/** The library with the log of its changes. */
export function createLibrary({ connection, redis, channels, log, ...deps }: LibraryDeps): Library {
  const contentLog = createContentLog(deps);
  const publisher = createContentPublisher(redis, contentLog, log);
  const contents = createContentService({
    ...deps,
    contentLog,
    change: createChangeLibrary({ connection, contentLog, publisher }),
    subscribe: createContentSubscription({ contentLog, channels }),
  });
  return { contents, close: () => publisher.close() };
}
