/** Names of languages, regions and scripts in the runtime's own data (CLDR). */
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

/** An extended language (RFC 5646, 2.2.2), such as `zh-yue`: its canonical form has no prefix. */
const PREFIX_OF_EXTENDED = /^(?:ar|kok|lv|ms|sgn|sw|uz|zh)-(?=[a-z]{3}(?:-|$))/i;
/** Irregular tags of the registry with their preferred ones. The runtime has the tags of CLDR only. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['en-gb-oed', 'en-GB-oxendict'],
  ['i-hak', 'hak'],
  ['i-klingon', 'tlh'],
  ['i-lux', 'lb'],
  ['i-navajo', 'nv'],
  ['no-bok', 'nb'],
  ['no-nyn', 'nn'],
  ['zh-guoyu', 'zh'],
  ['zh-hakka', 'hak'],
  ['zh-min-nan', 'nan'],
  ['zh-xiang', 'hsn'],
]);

function localeOf(tag: string): Intl.Locale | null {
  const known = IRREGULAR.get(tag.toLowerCase()) ?? tag.replace(PREFIX_OF_EXTENDED, '');
  try {
    const [canonical] = Intl.getCanonicalLocales(known);
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
