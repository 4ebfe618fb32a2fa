import { cutText } from '../../text/text.js';
import type { Source } from './source.js';

/** The longest name of a file from a title, in characters. */
const LONGEST = 60;
/** Not in a file's name on Windows, macOS or Linux, or invisible. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches them on purpose
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;
/** Device names of Windows, whatever follows the dot. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The name of an export's file, by its day (UTC). */
export const fileNameOf = (createdAt: Date, extension: string, what = 'library'): string =>
  `${what}-${createdAt.toISOString().slice(0, 10)}.${extension}`;

/** A title as the name of a file on every system, without an extension. */
export function nameOfTitle(title: string): string {
  const clean = title.replace(FORBIDDEN, ' ').replace(/\s+/g, ' ');
  // Windows removes dots and blanks at the end; a dot at the beginning hides a file.
  const name = cutText(clean, LONGEST).replace(/^[\s.]+|[\s.]+$/g, '');
  if (name === '') return 'untitled';
  return DEVICES.test(name) ? `_${name}` : name;
}

/** Names of the pieces of a ZIP: numbered, so that each is there once and they sort in the order of the export. */
export function createPieceNames(total: Source['total'], extension: string): (title: string) => string {
  const digits = String(total).length;
  let count = 0;
  return (title) => {
    count += 1;
    return `${String(count).padStart(digits, '0')} ${nameOfTitle(title)}.${extension}`;
  };
}
