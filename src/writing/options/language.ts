/** Names of languages, regions and scripts that the runtime's own data (CLDR) knows. */
const namesOf = (type: 'language' | 'region' | 'script') =>
  new Intl.DisplayNames(['en'], { type, fallback: 'none' });
const LANGUAGES = namesOf('language');
const REGIONS = namesOf('region');
const SCRIPTS = namesOf('script');

/** Codes of no language in particular. */
const NONE = /^(?:und|mul|mis|zxx|root)\b/i;

/**
 * The canonical form of a BCP 47 tag, without extensions; null for a tag that is malformed, and for a language, script
 * or region that has no name.
 */
export function canonicalLanguage(tag: string): string | null {
  const locale = NONE.test(tag.trim()) ? null : localeOf(tag.trim());
  if (!locale) return null;
  const { language, script, region, baseName } = locale;
  const known =
    LANGUAGES.of(language) !== undefined &&
    (script === undefined || SCRIPTS.of(script) !== undefined) &&
    (region === undefined || REGIONS.of(region) !== undefined);
  return known ? baseName : null;
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical === undefined ? null : new Intl.Locale(canonical);
  } catch {
    return null;
  }
}

/** A language as a prompt names it, such as "Brazilian Portuguese". */
export const languageName = (tag: string): string => LANGUAGES.of(tag) ?? tag;

/** The end of "answer …" in instructions. */
export const inLanguage = (tag: string | undefined): string =>
  tag === undefined ? "in the language of the user's request" : `in ${languageName(tag)}`;
