import type { EnvSource } from './env-source.js';
import { isUsed, redisFaults } from './redis-parts.js';
import { SETTINGS, type Setting, type Values } from './settings.js';

/** Settings that are also read in lower case, which takes precedence, as in other programs. */
const PROXY_NAMES: ReadonlySet<string> = new Set(['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']);

const rawValue = (name: string, source: EnvSource) =>
  (PROXY_NAMES.has(name) && source[name.toLowerCase()]) || source[name];

/** Parses the settings of these groups; `faults` has a line for each one that is not valid. It contains no value. */
export function readValues(
  source: EnvSource,
  groups: Setting['group'][],
): { values: Values; faults: string[] } {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, entry] of Object.entries<Setting>(SETTINGS)) {
    if (!groups.includes(entry.group)) continue;
    const raw = (isUsed(name, source) && rawValue(name, source)) || entry.default;
    const result = entry.schema.safeParse(raw);
    if (result.success) values[name] = result.data;
    else faults.push(`${name} ${raw === undefined ? 'is missing' : result.error.issues[0]?.message}`);
  }
  faults.push(...redisFaults(source));
  return { values: values as Values, faults };
}
