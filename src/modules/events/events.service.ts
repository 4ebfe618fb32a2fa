import {
  createEventSubscriptions,
  type EventSubscriptionsDeps,
  type SubscribeToCompletions,
} from './event-subscriptions.js';
import { createNotifications, type Notifications } from './notifications.js';

/** The events of a user. Every call names the user. */
export interface EventsService extends Notifications {
  subscribeToCompletions: SubscribeToCompletions;
  /** Cursor of the user's latest event, `"0"` before the first. */
  latestCursor(userId: string): Promise<string>;
}

export function createEventsService(deps: EventSubscriptionsDeps): EventsService {
  return {
    ...createNotifications(deps.eventLog),
    subscribeToCompletions: createEventSubscriptions(deps),
    latestCursor: async (userId) => String(await deps.eventLog.latestSeq(userId)),
  };
}
