import type { Values } from './settings.js';

/** Where metrics are served. */
export interface MetricsSettings {
  host: string;
  port: number;
}

/** Null if metrics are off. */
export const metrics = ({ METRICS_PORT: port, METRICS_HOST: host }: Values): MetricsSettings | null =>
  port === undefined ? null : { host, port };
