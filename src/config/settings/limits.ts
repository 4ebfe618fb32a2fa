import { type Setting, setting } from './setting.js';
import { decimal, files, integer, oneOf, onOff, proxies, windows } from './values.js';

/** Limits of the API. */
export const LIMIT_SETTINGS = {
  REQUEST_TIMEOUT_MS: setting(
    'API',
    integer(100, 600_000),
    'The time within which a whole request must arrive, in milliseconds.',
    '15000',
  ),
  OPERATION_TIMEOUT_MS: setting(
    'API',
    integer(100, 600_000),
    'The time limit of a query or mutation, in milliseconds.',
    '15000',
  ),
  QUERY_MAX_TOKENS: setting(
    'API',
    integer(10, 1_000_000),
    'The maximum number of tokens in a document.',
    '1000',
  ),
  QUERY_MAX_DEPTH: setting('API', integer(1, 1_000), 'The maximum depth of fields in an operation.', '10'),
  QUERY_MAX_ALIASES: setting(
    'API',
    integer(0, 100_000),
    'The maximum number of aliases in an operation.',
    '30',
  ),
  QUERY_MAX_DIRECTIVES: setting(
    'API',
    integer(0, 100_000),
    'The maximum number of directives in a document.',
    '50',
  ),
  QUERY_MAX_COST: setting(
    'API',
    integer(1, 1_000_000_000),
    'The maximum cost of an operation. A field costs 1, `totalCount` 20, `structure` 10; inside a list, the cost is multiplied by the requested length.',
    '10000',
  ),
  TRUSTED_DOCUMENTS: setting(
    'API',
    oneOf(['off', 'on', 'only']),
    'Operations of known clients, which run by their ids. `on`: they may exceed the `QUERY_MAX_…` limits. `only`: nothing else runs, not even introspection.',
    'off',
  ),
  TRUSTED_DOCUMENTS_FILES: setting(
    'API',
    files,
    'The manifests of these operations, or folders with them, as Apollo, GraphQL Code Generator or Relay write them. A document that does not match the schema is refused at start. The default has those of the web app, the client package and the examples, which `npm run codegen` writes.',
    'trusted-documents',
  ),
  RATE_LIMITS: setting(
    'Both processes',
    onOff,
    'Whether the rate limits below apply. `10/15m` permits 10 in 15 minutes; if several are given, all apply.',
    'on',
  ),
  RATE_LIMIT_REQUESTS: setting('API', windows, 'Requests per user; without a token, per address.', '600/1m'),
  RATE_LIMIT_LOGINS_PER_ACCOUNT: setting(
    'API',
    windows,
    'Sign-ins per account. A successful sign-in resets the count.',
    '10/15m',
  ),
  RATE_LIMIT_LOGINS_PER_ADDRESS: setting('API', windows, 'Sign-ins per address.', '100/15m'),
  RATE_LIMIT_REGISTRATIONS_PER_ACCOUNT: setting('API', windows, 'Registrations per email.', '5/1h'),
  RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: setting('API', windows, 'Registrations per address.', '60/1h'),
  RATE_LIMIT_MAILS_PER_ACCOUNT: setting(
    'API',
    windows,
    'Mails per email or account, for a forgotten password or a verification.',
    '5/1h',
  ),
  RATE_LIMIT_MAILS_PER_ADDRESS: setting('API', windows, 'Requests for such mails per address.', '60/1h'),
  RATE_LIMIT_GENERATIONS: setting(
    'Both processes',
    windows,
    'Jobs per user, by `generateContent` and `retryJob`; `generateBatch` and `retryBatch` count each of their jobs, and runs of schedules count as well.',
    '100/1m,500/1d',
  ),
  RATE_LIMIT_WEBHOOKS: setting(
    'API',
    windows,
    'Changes of webhooks, tests and repeated deliveries per user, by `createWebhook`, `updateWebhook`, `rotateWebhookSecret`, `redeliverWebhook` and `sendTestWebhook`.',
    '30/1m,500/1d',
  ),
  MONTHLY_BUDGET_USD: setting(
    'Both processes',
    decimal(1_000_000).optional(),
    'What the jobs of a user may cost in a calendar month (UTC), in US dollars, as the provider reports it. Jobs in the queue count with the mean cost of recent ones. Unset: no limit. A user’s own budget takes precedence; it applies only if this or `MONTHLY_TOKENS` is set.',
  ),
  MONTHLY_TOKENS: setting(
    'Both processes',
    integer(0, 1_000_000_000_000).optional(),
    'The tokens that the jobs of a user may use in a calendar month (UTC), read and written, as the provider reports them. Jobs in the queue count with their prompt and `MAX_TOKENS`. Unset: no limit.',
  ),
  TRUST_PROXY: setting(
    'API',
    proxies,
    'The proxies whose `X-Forwarded-For`, `X-Forwarded-Host` and `Forwarded` the API trusts: how many are in front of it, or which.',
    'off',
  ),
  SOCKETS_PER_USER: setting(
    'API',
    integer(1, 1_000_000),
    'The maximum number of WebSockets per user in one process; without a token, per address.',
    '50',
  ),
  SUBSCRIPTIONS_PER_USER: setting(
    'API',
    integer(1, 1_000_000),
    'The maximum number of subscriptions per user in one process; without a token, per address.',
    '500',
  ),
  SUBSCRIPTIONS_PER_SOCKET: setting(
    'API',
    integer(1, 1_000_000),
    'The maximum number of subscriptions on one WebSocket.',
    '100',
  ),
} as const satisfies Record<string, Setting>;
