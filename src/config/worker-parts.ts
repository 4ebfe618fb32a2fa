import { type ProxySettings, proxyUrl } from '../infra/proxy-settings.js';
import type { RateLimitSettings } from '../limits/rate-limits.js';
import type { Values } from './settings.js';

/** The models, in the order of preference. */
export const configuredModels = (values: Values) => values.OPENROUTER_MODELS ?? [values.OPENROUTER_MODEL];

/** What a request may ask for in its options. */
export const optionLimits = (values: Values) => ({
  models: [...configuredModels(values), ...(values.ALLOWED_MODELS ?? [])],
  maxTemperature: values.MAX_TEMPERATURE,
});

/** The windows of the limits that the worker counts. It admits no requests. */
export const workerRateLimits = (values: Values): RateLimitSettings => ({
  requests: [],
  generations: values.RATE_LIMIT_GENERATIONS,
});

/** Validated only if a request uses a proxy. */
export function proxySettings(values: Values, faults: string[]): ProxySettings {
  const read = (name: 'HTTPS_PROXY' | 'HTTP_PROXY') => {
    const text = values[name];
    const url = text ? proxyUrl(text) : null;
    if (text && url === null)
      faults.push(`${name} must be a proxy’s address, such as http://proxy.example.com:3128`);
    return url;
  };
  return { https: read('HTTPS_PROXY'), http: read('HTTP_PROXY'), none: values.NO_PROXY ?? null };
}
