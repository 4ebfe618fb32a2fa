import type { Parted } from './basis.js';

/** How much of the text around a passage a model is shown, in UTF-16 code units on each side. */
const CONTEXT = 1_500;
/** How much of the end of a text a continuation repeats at most, in UTF-16 code units. */
const LAST_WORDS = 60;

const listed = (rules: readonly string[]) => rules.map((rule) => `- ${rule}`).join('\n');

const WHOLE_RULES = [
  'Write all of it with the change, also the parts that stay as they are.',
  'Keep the language, the Markdown and the facts, unless the change asks for others.',
  'Answer with the new text only: without tags, without quotation marks around it, without an introduction or a comment.',
];

const PASSAGE_RULES = [
  'The author names the passage, what to change about it, and some of the text around it.',
  'Answer with the new passage only: without tags, without quotation marks around it, without an introduction or a comment.',
  'Do not repeat the text before and after the passage. It stays as it is, and the new passage fits between.',
  'Keep the language, the Markdown and the facts of the passage, unless the change asks for others.',
];

const CONTINUATION_RULES = [
  'Then go on to the end of the text, in the same language and layout.',
  'Do not start again, and do not sum up what you have written.',
  'Answer with the text only, without an introduction or a comment.',
];

/** The system prompt for a change of a whole text: nothing of a user. */
export const WHOLE_INSTRUCTIONS = `You change a text as its author asks.\n${listed(WHOLE_RULES)}`;

/** The system prompt for a passage: nothing of a user. */
export const PASSAGE_INSTRUCTIONS = `You change a passage of a text as its author asks.\n${listed(PASSAGE_RULES)}`;

/** The tags around a passage and around the text before and after it. They are taken off an answer that repeats them. */
export const PASSAGE_TAGS = {
  open: '<passage>',
  close: '</passage>',
  others: ['<before>', '<after>'],
} as const;

const tagged = (text: string) => `${PASSAGE_TAGS.open}\n${text}\n${PASSAGE_TAGS.close}`;

/** Asks for a change of a whole text. */
export const wholeRequest = (text: string, instruction: string): string =>
  `The text:\n${tagged(text)}\n\nChange the text as follows: ${instruction}`;

/** Asks for a change of a passage. */
export function passageRequest({ head, part, tail }: Parted, instruction: string): string {
  const [before, after] = [wholePairs(head.slice(-CONTEXT)), wholePairs(tail.slice(0, CONTEXT))];
  // The passage stands last: a small model answers with what follows it, or translates all that it is shown.
  return [
    before.trim() && `The text before the passage:\n<before>\n${before}\n</before>`,
    after.trim() && `The text after the passage:\n<after>\n${after}\n</after>`,
    `The passage:\n${tagged(part)}`,
    `Change the passage as follows: ${instruction}`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Asks for the rest of a text that ended early. */
export function continuationRequest(written: string): string {
  const words = lastWords(written);
  const begin =
    words === ''
      ? 'Begin where your text ends.'
      : `Begin by repeating the last words of your text, exactly as they are: ${words}`;
  return `Your text ends too early. Write the rest of it.\n${listed([begin, ...CONTINUATION_RULES])}`;
}

/** The last words of the last line. */
function lastWords(text: string): string {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  const end = wholePairs(line.slice(-LAST_WORDS));
  return end.length < line.length ? (/\s(.+)$/su.exec(end)?.[1] ?? end) : end;
}

/** Without half a surrogate pair at either end. */
const wholePairs = (text: string) => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
