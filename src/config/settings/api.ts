import { type Setting, setting } from './setting.js';
import {
  DAY_MS,
  decimal,
  duration,
  httpOrigin,
  integer,
  models,
  oneOf,
  onOff,
  optionalText,
  origins,
  signingKey,
  signingKeys,
  text,
  url,
} from './values.js';

/** Settings of the API, without its limits. */
export const API_SETTINGS = {
  PORT: setting('API', integer(0, 65_535), 'The TCP port. 0 takes a free port.', '4000'),
  HOST: setting(
    'API',
    text,
    'The address to listen on. `::` is every IPv4 and IPv6 address, `localhost` both loopback addresses.',
    '::',
  ),
  SHUTDOWN_DELAY_SECONDS: setting(
    'API',
    integer(0, 600),
    'How long the API still answers after SIGTERM while `/readyz` is 503, in seconds. Give load balancers the time to notice: more than the interval of their checks times the failures that they wait for.',
    '0',
  ),
  JWT_SECRET: setting(
    'API',
    signingKey.optional(),
    'The key that signs tokens. All API processes need the same key. Required unless `JWT_SECRETS` is set; beside it, this key only verifies older tokens.',
  ),
  JWT_SECRETS: setting(
    'API',
    signingKeys.optional(),
    'Keys that sign tokens, with an id each, such as `2026-11:…,2026-05:…`. The first one signs, all of them verify, so that keys can be rotated without ending sessions. Secrets have no commas.',
  ),
  JWT_EXPIRES_IN: setting('API', duration, 'The lifetime of a token.', '30d'),
  REFRESH_EXPIRES_IN: setting(
    'API',
    duration,
    'The lifetime of a session without a refresh. Never shorter than `JWT_EXPIRES_IN`.',
    '90d',
  ),
  BCRYPT_COST: setting('API', integer(10, 15), 'The bcrypt cost of password hashes.', '10'),
  JOB_DELAY_MS: setting(
    'API',
    integer(0, 30 * DAY_MS),
    'The delay of a job without `delaySeconds`, in milliseconds.',
    '60000',
  ),
  SCHEDULE_MIN_INTERVAL_MINUTES: setting(
    'API',
    integer(1, 1_440),
    'The shortest time between two due times of a schedule, in minutes. It applies to schedules that are created or changed from then on.',
    '5',
  ),
  ALLOWED_MODELS: setting(
    'Both processes',
    models.optional(),
    'Models that a request may name as `options.model`, besides those of `OPENROUTER_MODEL` or `OPENROUTER_MODELS`.',
  ),
  MAX_TEMPERATURE: setting(
    'Both processes',
    decimal(2),
    'The highest sampling temperature that a request may ask for as `options.temperature`.',
    '2',
  ),
  CONTENT_VERSIONS: setting(
    'API',
    integer(0, 1_000),
    'How many former texts a piece keeps. The text that a job generated is kept besides.',
    '50',
  ),
  ADMIN_EMAIL: setting(
    'API',
    optionalText,
    'The email of the account that becomes the first administrator when the API starts. It has an effect only while there is no administrator. Register the account first.',
  ),
  BULL_BOARD: setting(
    'API',
    oneOf(['off', 'read', 'write']),
    'Whether Bull Board, which shows the queues in Redis, is served to administrators at `/admin/queues`, and whether it may change them: `off`, `read` or `write`.',
    'read',
  ),
  CORS_ORIGINS: setting(
    'API',
    origins,
    'Origins whose pages may call the API over HTTP and WebSocket, with credentials.',
    'http://localhost:3000',
  ),
  SMTP_URL: setting(
    'API',
    url('smtp:', 'smtps:').optional(),
    'The mail server, with reserved characters in credentials percent-encoded. It sends links for a forgotten password and for the verification of emails. Unset: off in production; otherwise the mails are log lines.',
  ),
  MAIL_FROM: setting(
    'API',
    optionalText,
    'The sender of mails, such as `Content <no-reply@example.com>`. Unset: `no-reply` at the host of `PUBLIC_URL`.',
  ),
  PUBLIC_URL: setting(
    'API',
    httpOrigin.optional(),
    'The origin at which people open the web app, for links in mails. Required with `SMTP_URL` in production. Unset: `http://localhost` with the port.',
  ),
  INTROSPECTION: setting(
    'API',
    onOff.optional(),
    'Whether clients may query the schema. Unset: off in production, otherwise on.',
  ),
  PLAYGROUND: setting(
    'API',
    onOff.optional(),
    'Whether the API serves `/playground`. Unset: off in production, otherwise on.',
  ),
  MODEL_STATUS_FILE: setting(
    'API',
    optionalText,
    'The file in which `npm start` reports the progress of its model. The API serves it at `/model-status` for the web app. Unset: not served.',
  ),
} as const satisfies Record<string, Setting>;
