import { config } from 'dotenv';
import type { EnvSource } from './env-source.js';
import { SETTINGS } from './settings.js';

/** The environment, completed by `.env` of the working directory, and faults in the names in that file. */
export interface EnvFile {
  env: EnvSource;
  /** One line per name that is not a setting and is close to one that is not set. */
  faults: string[];
  /** Names that are close to no setting; they may belong to another program. */
  unknown: string[];
}

/** Names that other programs use for these settings. */
const OTHER_NAMES: Record<string, string> = {
  MONGODB_URI: 'MONGO_URI',
  MONGODB_URL: 'MONGO_URI',
  REDIS_HOST: 'REDIS_ENDPOINT',
  REDIS_USERNAME: 'REDIS_USER',
  REDIS_PASS: 'REDIS_PASSWORD',
  OPENROUTER_API_KEY: 'OPENROUTER_KEY',
  OPENROUTER_BASE_URL: 'BASE_URL',
};
/** Settings that are also read in lower case. */
const LOWER_CASE: ReadonlySet<string> = new Set(['https_proxy', 'http_proxy', 'no_proxy']);
/** From this length two typing errors are accepted. Shorter names are too close to other words. */
const LONG_NAME = 10;
/** Below this length a replaced letter makes another word, as in HOST and POST. */
const SHORT_NAME = 8;

/** @param processEnv takes precedence over the file */
export function readEnvFile(processEnv: EnvSource): EnvFile {
  const file = config({ quiet: true, processEnv: {} }).parsed ?? {};
  const env = { ...file, ...processEnv };
  const faults: string[] = [];
  const unknown: string[] = [];
  for (const name of Object.keys(file)) {
    if (name in SETTINGS || LOWER_CASE.has(name)) continue;
    const meant = settingMeantBy(name);
    // If that setting has a value, this line was not meant to set it.
    if (meant && !env[meant]) faults.push(`${name} in .env is not a setting: did you mean ${meant}?`);
    else unknown.push(name);
  }
  return { env, faults, unknown };
}

/** The setting that a name most likely means; null if it is close to none. */
export function settingMeantBy(name: string): string | null {
  const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const other = OTHER_NAMES[name.toUpperCase()];
  if (other) return other;
  const settings = Object.keys(SETTINGS);
  const same = settings.find((setting) => plain(setting) === plain(name));
  if (same) return same;
  const near = settings
    .map((setting) => ({ setting, slips: slipsBetween(name.toUpperCase(), setting) }))
    .filter(({ setting, slips }) => {
      if (setting.length < SHORT_NAME && setting.length === name.length) return isSwap(name, setting);
      return slips <= (setting.length < LONG_NAME ? 1 : 2);
    })
    .sort((one, another) => one.slips - another.slips);
  return near[0]?.setting ?? null;
}

const isSwap = (name: string, setting: string) =>
  slipsBetween(name.toUpperCase(), setting) === 1 &&
  [...name.toUpperCase()].sort().join('') === [...setting].sort().join('');

/** The number of missing, added, changed or swapped letters (optimal string alignment distance). */
function slipsBetween(one: string, another: string): number {
  const rows: number[][] = [Array.from({ length: another.length + 1 }, (_, index) => index)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= another.length; j++) {
      const changed = at(i - 1, j - 1) + (one[i - 1] === another[j - 1] ? 0 : 1);
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed);
      if (one[i - 1] === another[j - 2] && one[i - 2] === another[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      row.push(least);
    }
  }
  return at(one.length, another.length);
}
