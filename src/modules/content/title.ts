import { blocksOf } from '../../text/plain-text.js';
import { cutText, isBlank, normalizeText } from '../../text/text.js';

/** The longest title, in characters. */
export const TITLE_LENGTH = 200;
/** A title stands at a text's beginning, in UTF-16 code units. The parser takes long over what is nested thousandfold. */
const BEGINNING = 1_000;

const hasWords = (line: string) => /[\p{L}\p{N}]/u.test(line);
const isFence = (line: string) => /^\s*(?:```|~~~)/.test(line);
/** Without the label that some models put before it. */
const withoutLabel = (line: string) => line.replace(/^\s*title\s*(?:[:\uff1a]|$)\s*/i, '').trim();

/** A title where the person gave none: the text's first line of words, without its Markdown; of code only where there is nothing else. */
export function titleOf(text: string): string {
  const beginning = normalizeText(text).trim().slice(0, BEGINNING);
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
