import { type Setting, setting } from './setting.js';
import { integer, windows } from './values.js';

/** Settings of exports and imports. */
export const EXPORT_SETTINGS = {
  EXPORTS_PER_USER: setting(
    'API',
    integer(1, 100),
    'The maximum number of unfinished exports per user.',
    '2',
  ),
  RATE_LIMIT_EXPORTS: setting(
    'API',
    windows,
    'Exports per user, by `exportContents` and `exportMyData`.',
    '10/10m,50/1d',
  ),
  RATE_LIMIT_DOWNLOADS: setting('API', windows, 'Downloads of exports per address.', '120/1m'),
  RATE_LIMIT_IMPORTS: setting('API', windows, 'Imports per user, by `POST /imports`.', '30/10m,200/1d'),
  IMPORT_MAX_BYTES: setting(
    'API',
    integer(1_000, 10_000_000_000),
    'The largest file of an import, in bytes. It has to arrive within `REQUEST_TIMEOUT_MS`.',
    '50000000',
  ),
  EXPORT_CONCURRENCY: setting(
    'Worker',
    integer(0, 100),
    'The maximum number of exports that one worker writes at the same time. 0: it writes none.',
    '2',
  ),
  EXPORT_RETENTION_HOURS: setting(
    'Worker',
    integer(1, 8_760),
    'How long the file of an export is kept, in hours.',
    '24',
  ),
} as const satisfies Record<string, Setting>;
