import type { TracingSettings } from '../infra/telemetry/tracing.js';
import type { Values } from './settings.js';

/** Where metrics are served. */
export interface MetricsSettings {
  host: string;
  port: number;
}

/** Null if metrics are off. */
export const metrics = ({ METRICS_PORT: port, METRICS_HOST: host }: Values): MetricsSettings | null =>
  port === undefined ? null : { host, port };

/** Null if tracing is off. */
export function tracing(values: Values): TracingSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own } = values;
  const url = own ?? (base && `${base.replace(/\/+$/, '')}/v1/traces`);
  if (!url) return null;
  return {
    url,
    serviceName: values.OTEL_SERVICE_NAME ?? '',
    headers: headersIn(values.OTEL_EXPORTER_OTLP_HEADERS ?? ''),
    content: values.LOG_CONTENT,
  };
}

/** `name=value` pairs with commas between them, with values percent-encoded (W3C Baggage). */
function headersIn(text: string): Record<string, string> {
  const pairs = text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1).trim())]] : [];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
