import { type Block, blocksOf } from '../markdown.js';

export interface NewsletterSection {
  heading: string;
  text: string;
}

/** The parts of a newsletter in a text; null or empty if a part is missing. */
export interface NewsletterParts {
  subject: string | null;
  preheader: string | null;
  greeting: string | null;
  sections: NewsletterSection[];
  callToAction: string | null;
  signOff: string | null;
}

/** As labels, in the languages in which models were seen to write them. */
const SUBJECT =
  /^[*_#\s]*(?:subject(?: line)?|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|тема|件名|主题|主題|제목)[*_\s]*[:：][*_\s]*(.+?)[*_\s]*$/iu;
const PREHEADER =
  /^[*_#\s]*(?:pre-?header|preview(?: text)?|vorschau(?:text)?|pré-?en-?tête|aperçu|vista previa|anteprima|voorbeeld(?:tekst)?|прехедер|プリヘッダー)[*_\s]*[:：][*_\s]*(.+?)[*_\s]*$/iu;
const CALL =
  /^(?:call to action|cta|handlungsaufforderung|llamada a la acción|appel à l['’]action)\s*[:：]?\s*/iu;
/** The first half of a sign-off on two lines. */
const CLOSING = /^.{1,40}[,，、]$/u;
/** A paragraph without a line break between sign-off and sender is still short. */
const LONGEST_SIGN_OFF = 120;

/** Reads a newsletter: two labeled lines, words before the first heading, sections, and two last paragraphs. */
export function newsletterParts(text: string): NewsletterParts {
  const lines = text.split('\n');
  const subject = takeLine(lines, SUBJECT);
  const preheader = takeLine(lines, PREHEADER);
  const blocks = blocksOf(lines.join('\n'));
  const signOff = takeSignOff(blocks);
  const callToAction = takeCall(blocks);
  const firstHeading = blocks.findIndex(({ kind }) => kind === 'heading');
  const before = firstHeading < 0 ? blocks : blocks.slice(0, firstHeading);
  const greeting = before.map(wordsOf).filter(Boolean).join('\n\n');
  return {
    subject,
    preheader,
    greeting: greeting || null,
    sections: firstHeading < 0 ? [] : sectionsIn(blocks.slice(firstHeading)),
    callToAction,
    signOff,
  };
}

/** Removes the labeled line, which stands before any other words but a label's. */
function takeLine(lines: string[], label: RegExp): string | null {
  const at = lines.findIndex((line) => line.trim() !== '');
  const found = at < 0 ? null : label.exec(lines[at] as string);
  if (!found) return null;
  lines.splice(0, at + 1);
  return found[1] ?? null;
}

function takeSignOff(blocks: Block[]): string | null {
  const last = blocks.at(-1);
  if (!last || last.kind === 'list' || blocks.length < 3) return null;
  const words = wordsOf(last);
  if (words.length > LONGEST_SIGN_OFF) return null;
  blocks.pop();
  const before = blocks.at(-1);
  if (before?.kind !== 'paragraph' || !CLOSING.test(before.text)) return words;
  blocks.pop();
  return `${before.text}\n${words}`;
}

/** The last paragraph, or a line in bold or under a heading of its own, where the section before has words left. */
function takeCall(blocks: Block[]): string | null {
  const last = blocks.at(-1);
  if (!last || last.kind === 'list' || blocks.length < 2) return null;
  const before = blocks.at(-2);
  // A heading with the call below it, or the only paragraph of the last section.
  const alone = last.kind === 'paragraph' && before?.kind === 'heading';
  if (alone && !CALL.test(before.text)) return null;
  blocks.pop();
  if (alone) blocks.pop();
  return wordsOf(last).replace(CALL, '') || null;
}

function sectionsIn(blocks: Block[]): NewsletterSection[] {
  const sections: { heading: string; texts: string[] }[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ heading: block.text, texts: [] });
    else sections.at(-1)?.texts.push(wordsOf(block));
  }
  return sections.map(({ heading, texts }) => ({ heading, text: texts.filter(Boolean).join('\n\n') }));
}

const wordsOf = (block: Block): string =>
  block.kind === 'list'
    ? block.items.map(({ text, points }) => [text, ...points].filter(Boolean).join('; ')).join('\n\n')
    : block.text;
