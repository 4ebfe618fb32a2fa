import type { Values } from './settings.js';

/** How the worker writes exports. */
export interface ExportEnv {
  concurrency: number;
  /** How long a file is kept. */
  retentionMs: number;
}

export const exportEnv = (values: Values): ExportEnv => ({
  concurrency: values.EXPORT_CONCURRENCY,
  retentionMs: values.EXPORT_RETENTION_HOURS * 3_600_000,
});
