import { type Setting, setting } from './setting.js';
import { onOff, signingKey } from './values.js';

/** Settings of webhooks, for the API, which creates them, and the worker, which sends to them. */
export const WEBHOOK_SETTINGS = {
  WEBHOOK_KEY: setting(
    'Both processes',
    signingKey.optional(),
    'The key that encrypts the signing secrets of webhooks. All processes need the same key; with another one, existing secrets must be rotated. Unset: webhooks are off.',
  ),
  WEBHOOKS_INSECURE: setting(
    'Both processes',
    onOff,
    'Whether webhooks may use `http:` and private addresses. For development only.',
    'off',
  ),
} as const satisfies Record<string, Setting>;
