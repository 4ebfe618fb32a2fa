import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A part of a text without Markdown's signs: a heading, a paragraph, an item, a row of a table. */
export interface Block {
  /** Its lines as they were written. */
  text: string;
  /** It is code, whose lines are no sentences. */
  code: boolean;
}

interface Node {
  type: string;
  value?: string;
  alt?: string | null;
  lang?: string | null;
  children?: Node[];
}

/** Code that is a text all the same: models put whole texts into a fence. */
const TEXT_LANGUAGES = new Set(['', 'markdown', 'md', 'text', 'txt', 'plaintext', 'html']);
/** Nodes with words in them, rather than other blocks. */
const LEAVES = new Set(['paragraph', 'heading', 'tableRow']);
/** How deep a text may be in fences and HTML and still be read as a text. */
const MAX_DEPTH = 3;

/** What a Markdown text says, block by block in its order. */
export const blocksOf = (markdown: string): Block[] => blocksWithin(markdown, 0);

function blocksWithin(markdown: string, depth: number): Block[] {
  const blocks: Block[] = [];
  const add = (text: string, code = false) => {
    if (text.trim() !== '') blocks.push({ text: text.trim(), code });
  };
  const visit = (node: Node): void => {
    if (LEAVES.has(node.type)) add(withoutLooseSigns(wordsOf(node)));
    else if (node.type === 'html' || isText(node)) {
      const inner = node.type === 'html' ? withoutTags(node.value ?? '') : (node.value ?? '');
      if (depth < MAX_DEPTH) blocks.push(...blocksWithin(inner, depth + 1));
      else add(inner);
    } else if (node.type === 'code') add(node.value ?? '', true);
    else for (const child of node.children ?? []) visit(child);
  };
  visit(
    fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as unknown as Node,
  );
  return blocks;
}

const isText = ({ type, lang }: Node) => type === 'code' && TEXT_LANGUAGES.has(lang?.toLowerCase() ?? '');

function wordsOf(node: Node): string {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return node.value ?? '';
    case 'image':
    case 'imageReference':
      return node.alt ?? '';
    case 'break':
      return '\n';
    case 'html':
      return withoutTags(node.value ?? '');
    default:
      return (node.children ?? []).map(wordsOf).join(node.type === 'tableRow' ? ' ' : '');
  }
}

/** HTML without its tags and comments. */
const withoutTags = (html: string): string =>
  html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');

/** `**Title:**Tea` is no emphasis by CommonMark's rules, and no word either. */
const withoutLooseSigns = (text: string): string => text.replace(/(?<=\S)\*{2,3}|\*{2,3}(?=\S)/g, '');
