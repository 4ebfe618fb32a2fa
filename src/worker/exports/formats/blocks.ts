import { isLink, type Token, tokensOf } from './document.js';

/** Words of one style. A line break is the text `\n`. */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
  strike: boolean;
  code: boolean;
  href: string | null;
}

/** Words without a style. */
export const plainRun = (text: string): Run => ({ ...PLAIN, text });

/** Where a block stands: in how many lists and quotations. */
interface Place {
  /** The depth of lists, 0 outside. */
  level: number;
  /** The depth of quotations, 0 outside. */
  quote: number;
  /** What precedes the first block of a list item: a bullet, or a number with a dot. */
  marker: string | null;
}

export type Alignment = 'left' | 'center' | 'right' | null;
export interface Cell {
  runs: Run[];
  align: Alignment;
}

/** A body as a sequence of what a reader sees. */
export type Block =
  | ({ kind: 'heading'; depth: number; runs: Run[] } & Place)
  | ({ kind: 'paragraph'; runs: Run[] } & Place)
  | ({ kind: 'code'; text: string } & Place)
  | ({ kind: 'table'; rows: Cell[][] } & Place)
  | { kind: 'rule' };

export const BULLET = '•';

/** The words of runs, without their styles. */
export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

export function blocksOf(body: string): Block[] {
  const blocks: Block[] = [];
  /** For each open list, the number of its next item; null for bullets. */
  const lists: (number | null)[] = [];
  let quote = 0;
  let marker: string | null = null;
  let heading = 0;
  let table: Cell[][] | null = null;
  let cell: Cell | null = null;
  const place = (): Place => {
    const taken = { level: lists.length, quote, marker };
    marker = null;
    return taken;
  };
  for (const token of tokensOf(body)) {
    switch (token.type) {
      case 'bullet_list_open':
        lists.push(null);
        break;
      case 'ordered_list_open':
        lists.push(Number(token.attrGet('start') ?? 1));
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        break;
      case 'list_item_open': {
        const number = lists.at(-1) ?? null;
        marker = number === null ? BULLET : `${number}.`;
        if (number !== null) lists[lists.length - 1] = number + 1;
        break;
      }
      case 'list_item_close':
        // An item without words.
        if (marker !== null) blocks.push({ kind: 'paragraph', runs: [], ...place() });
        break;
      case 'blockquote_open':
      case 'blockquote_close':
        quote += token.nesting;
        break;
      case 'heading_open':
        heading = Number(token.tag.slice(1));
        break;
      case 'table_open':
        table = [];
        blocks.push({ kind: 'table', rows: table, ...place() });
        break;
      case 'table_close':
        table = null;
        break;
      case 'tr_open':
        table?.push([]);
        break;
      case 'th_open':
      case 'td_open':
        cell = { runs: [], align: alignmentOf(token) };
        table?.at(-1)?.push(cell);
        break;
      case 'inline': {
        const runs = runsOf(token.children ?? []);
        if (table && cell) cell.runs = runs;
        else if (heading > 0) blocks.push({ kind: 'heading', depth: heading, runs, ...place() });
        else blocks.push({ kind: 'paragraph', runs, ...place() });
        heading = 0;
        break;
      }
      case 'fence':
      case 'code_block':
        blocks.push({ kind: 'code', text: token.content.replace(/\n$/, ''), ...place() });
        break;
      case 'hr':
        blocks.push({ kind: 'rule' });
        break;
    }
  }
  return blocks;
}

function alignmentOf(token: Token): Alignment {
  const [, align] = /text-align:(left|center|right)/.exec(token.attrGet('style') ?? '') ?? [];
  return (align as Alignment) ?? null;
}

const PLAIN = { bold: false, italic: false, strike: false, code: false, href: null };

function runsOf(tokens: readonly Token[]): Run[] {
  const runs: Run[] = [];
  const depth = { strong: 0, em: 0, s: 0 };
  let href: string | null = null;
  const add = (text: string, code = false) => {
    if (text === '') return;
    const style = { bold: depth.strong > 0, italic: depth.em > 0, strike: depth.s > 0 };
    runs.push({ ...PLAIN, ...style, code, href, text });
  };
  for (const token of tokens) {
    if (token.type === 'text') add(token.content);
    else if (token.type === 'code_inline') add(token.content, true);
    else if (token.type === 'softbreak') add(' ');
    else if (token.type === 'hardbreak') add('\n');
    else if (token.type === 'image') add(token.content || (token.attrGet('src') ?? ''));
    else if (token.type === 'link_open') {
      const target = token.attrGet('href');
      href = isLink(target) ? target : null;
    } else if (token.type === 'link_close') href = null;
    else if (token.tag in depth) depth[token.tag as keyof typeof depth] += token.nesting;
    else add(token.content);
  }
  return runs;
}
