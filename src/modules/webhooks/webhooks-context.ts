import type { AuthContext } from '../auth/auth-context.js';
import type { WebhooksService } from './webhooks.service.js';

/** What the resolvers of webhooks use. */
export interface WebhooksContext extends AuthContext {
  webhooks: WebhooksService;
}
