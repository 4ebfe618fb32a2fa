import type { z } from 'zod';
import { API_SETTINGS } from './settings/api.js';
import { COMMON_SETTINGS } from './settings/common.js';
import { EXPORT_SETTINGS } from './settings/exports.js';
import { LIMIT_SETTINGS } from './settings/limits.js';
import { LOCAL_SETTINGS } from './settings/local.js';
import type { Setting } from './settings/setting.js';
import { WEBHOOK_SETTINGS } from './settings/webhooks.js';
import { WORKER_SETTINGS } from './settings/worker.js';

export type { Setting } from './settings/setting.js';

/**
 * Every setting of the product, by its environment variable. `npm run settings` generates docs/settings.md and
 * .env.example from it, in this order.
 */
export const SETTINGS = {
  ...COMMON_SETTINGS,
  ...WEBHOOK_SETTINGS,
  ...API_SETTINGS,
  ...LIMIT_SETTINGS,
  ...WORKER_SETTINGS,
  ...EXPORT_SETTINGS,
  ...LOCAL_SETTINGS,
} as const satisfies Record<string, Setting>;

/** The settings' values, as they were read. */
export type Values = {
  [Name in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Name]['schema']>;
};
