import { fileURLToPath } from 'node:url';
import browserslist from 'browserslist';

/** The names of browserslist by those of build tools and of MDN's data. */
const NAMES = { chrome: 'chrome', edge: 'edge', firefox: 'firefox', safari: 'safari', ios_saf: 'ios' };

/**
 * The oldest version of each browser that the web app is for, as package.json says it.
 * @returns {Record<string, string>} such as `{ chrome: '111' }`
 */
export function oldestBrowsers() {
  /** @type {Record<string, string>} */
  const oldest = {};
  for (const entry of browserslist(undefined, { path: fileURLToPath(new URL('.', import.meta.url)) })) {
    const [browser = '', versions = ''] = entry.split(' ');
    const name = NAMES[/** @type {keyof typeof NAMES} */ (browser)];
    if (!name) throw new Error(`package.json names a browser that the build does not know: ${browser}`);
    const version = versions.split('-')[0] ?? '';
    const known = oldest[name];
    if (known === undefined || Number.parseFloat(version) < Number.parseFloat(known)) oldest[name] = version;
  }
  return oldest;
}
