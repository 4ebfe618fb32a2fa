import { blocksOf } from '../../text/plain-text.js';
import { cutText, isBlank, normalizeText } from '../../text/text.js';

/** The longest title, in characters. */
export const TITLE_LENGTH = 200;
/** How much of a text is searched for a title, in UTF-16 code units: the parser is slow on deep nesting. */
const BEGINNING = 1_000;

const hasWords = (line: string) => /[\p{L}\p{N}]/u.test(line);
const isFence = (line: string) => /^\s*(?:```|~~~)/.test(line);
/** Invisible characters at the beginning, which would keep Markdown from being read. */
const LEADING = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+/u;
/** Removes a bullet that is not Markdown, and the label that some models put before the title. */
const withoutLabel = (line: string) =>
  line
    .replace(/^\s*[•‣◦▪●○·]\s+/, '')
    .replace(/^\s*title\s*(?:[:\uff1a]|$)\s*/i, '')
    .trim();

/** The default title: the first line of words in the text, without Markdown; a line of code only if there is nothing else. */
export function titleOf(text: string): string {
  const beginning = normalizeText(text).replace(LEADING, '').trim().slice(0, BEGINNING);
  const blocks = blocksOf(beginning);
  const linesOf = (code: boolean) =>
    blocks.filter((block) => block.code === code).flatMap((block) => block.text.split('\n'));
  const lines = [...linesOf(false), ...linesOf(true)];
  const asWritten = beginning.split('\n').filter((line) => !isFence(line));
  const candidates = [...lines.map(withoutLabel), ...lines].filter(hasWords);
  const title = [...candidates, ...lines, ...asWritten]
    .map((line) => line.trim())
    .find((line) => !isBlank(line));
  if (title === undefined) return 'Untitled';
  const cut = cutText(title, TITLE_LENGTH - 1);
  return cut === title || cutText(title, TITLE_LENGTH) === title ? title : `${cut}…`;
}
