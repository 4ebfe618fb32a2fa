import MarkdownIt, { type Token } from 'markdown-it';

/** Words that a paragraph or an item begins with, and what follows them. */
export interface Labeled {
  text: string;
  /** Words in bold before a colon or a dash, or alone in their line; null where it begins otherwise. */
  label: string | null;
  /** The text after the label; the whole text where there is none. */
  rest: string;
}

export interface Item extends Labeled {
  /** The items of its nested lists. */
  points: string[];
}

/** A text as a sequence of what a reader sees, whichever Markdown it was written in. */
export type Block =
  | { kind: 'heading'; depth: number; text: string }
  | ({ kind: 'paragraph' } & Labeled)
  | { kind: 'list'; ordered: boolean; items: Item[] };

/** A longer text is not parsed: no form asks for as much, and parsing takes time. In UTF-16 code units, and lines. */
const MAX_PARSED = 12_000;
const MAX_LINES = 400;

/** A line in bold is a heading below all of Markdown's own. */
const BOLD_LINE_DEPTH = 7;

// Its nesting is bounded, and texts made to be slow stay under 100 ms within the limits above.
const parser = new MarkdownIt('commonmark');

/** The blocks of a text (CommonMark); none where it is too long. */
export function blocksOf(text: string): Block[] {
  if (text.length > MAX_PARSED || text.split('\n', MAX_LINES + 1).length > MAX_LINES) return [];
  const blocks: Block[] = [];
  let listDepth = 0;
  let heading = 0;
  for (const token of parser.parse(text, {})) {
    if (/^(?:bullet|ordered)_list_/.test(token.type)) {
      if (token.nesting === 1 && listDepth === 0) {
        blocks.push({ kind: 'list', ordered: token.type.startsWith('ordered'), items: [] });
      }
      listDepth += token.nesting;
    } else if (token.type === 'list_item_open') {
      const list = blocks.at(-1);
      if (list?.kind !== 'list') continue;
      if (listDepth === 1) list.items.push({ text: '', label: null, rest: '', points: [] });
      else list.items.at(-1)?.points.push('');
    } else if (token.type === 'heading_open') {
      heading = Number(token.tag.slice(1));
    } else if (token.type === 'inline') {
      if (listDepth > 0) addToItem(blocks.at(-1), token, listDepth);
      else if (heading > 0) blocks.push({ kind: 'heading', depth: heading, text: wordsOf(token.children) });
      else addParagraph(blocks, token);
      heading = 0;
    }
  }
  return blocks;
}

function addToItem(list: Block | undefined, token: Token, listDepth: number): void {
  const item = list?.kind === 'list' ? list.items.at(-1) : undefined;
  if (!item) return;
  if (listDepth > 1) {
    item.points.push(joined(item.points.pop() ?? '', wordsOf(token.children)));
  } else if (item.text === '') {
    Object.assign(item, labeled(token.children ?? []));
  } else {
    const more = wordsOf(token.children);
    item.text = joined(item.text, more);
    item.rest = joined(item.rest, more);
  }
}

/** Models separate lines by single line breaks too: a bold line is a heading, other lines are one paragraph. */
function addParagraph(blocks: Block[], token: Token): void {
  let open: Extract<Block, { kind: 'paragraph' }> | null = null;
  for (const line of linesOf(token.children ?? [])) {
    const found = labeled(line);
    if (found.text === '') continue;
    if (found.label !== null && found.rest === '') {
      blocks.push({ kind: 'heading', depth: BOLD_LINE_DEPTH, text: found.label });
      open = null;
    } else if (open && found.label === null) {
      open.text = joined(open.text, found.text);
      open.rest = joined(open.rest, found.text);
    } else {
      open = { kind: 'paragraph', ...found };
      blocks.push(open);
    }
  }
}

const isBreak = ({ type }: Token) => type === 'softbreak' || type === 'hardbreak';

function linesOf(tokens: Token[]): Token[][] {
  const lines: Token[][] = [[]];
  for (const token of tokens) {
    if (isBreak(token)) lines.push([]);
    else lines.at(-1)?.push(token);
  }
  return lines;
}

/** What a reader sees of inline tokens; not their marks, and no HTML. */
function wordsOf(tokens: Token[] | null): string {
  const words = (tokens ?? []).map((token) => {
    if (isBreak(token)) return ' ';
    return token.type === 'html_inline' ? '' : token.content;
  });
  return tidy(words.join(''));
}

/** `**Label:** rest`, `**Label** - rest`, and a label alone. */
function labeled(tokens: Token[]): Labeled {
  const text = wordsOf(tokens);
  const unlabeled = { text, label: null, rest: text };
  const shown = tokens.filter(({ type, content }) => type !== 'text' || content.trim() !== '');
  if (shown[0]?.type !== 'strong_open') return unlabeled;
  const end = tokens.findIndex(({ type }) => type === 'strong_close');
  const bold = wordsOf(tokens.slice(0, end));
  const after = wordsOf(tokens.slice(end + 1));
  const label = bold.replace(/\s*[:：]$/, '');
  if (label === '') return unlabeled;
  if (after === '') return { text, label, rest: '' };
  const [, rest = after] = /^[:：\-–—]\s*(.*)$/.exec(after) ?? [];
  // Words in bold that only begin a sentence label nothing.
  return rest !== after || label !== bold ? { text, label, rest } : unlabeled;
}

const joined = (text: string, more: string) => [text, more].filter(Boolean).join(' ');
const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
