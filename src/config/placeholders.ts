import type { SETTINGS } from './settings.js';

type SettingName = keyof typeof SETTINGS;

/** In production, adds a fault for each of these settings that holds a placeholder. */
export function refusePlaceholders(
  source: Readonly<Record<string, string | undefined>>,
  names: SettingName[],
  faults: string[],
) {
  if (source.NODE_ENV !== 'production') return;
  for (const name of names.filter((each) => isPlaceholder(source[each])))
    faults.push(`${name} is a placeholder: set it to random bytes, such as from \`openssl rand -hex 32\``);
}

const isRepeated = (secret: string) => secret.length >= 16 && new Set(secret).size < 6;

/** Whether a secret comes from an example or repeats a few characters, so that it can be guessed. */
export function isPlaceholder(secret: string | undefined): boolean {
  if (!secret) return false;
  return (
    /change.?me|change.?this|replace.?(me|this)|\byour[-_ ]|<.*>|example|placeholder|x{6}|0123456789/i.test(
      secret,
    ) || secret.split(',').some((part) => isRepeated(part.slice(part.indexOf(':') + 1)))
  );
}
