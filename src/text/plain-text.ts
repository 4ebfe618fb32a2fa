import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** A part of a text without Markdown syntax: a heading, a paragraph, a list item, a table row. */
export interface Block {
  /** Its lines as written. */
  text: string;
  /** Whether it is code, whose lines are not sentences. */
  code: boolean;
}

interface Node {
  type: string;
  value?: string;
  alt?: string | null;
  lang?: string | null;
  children?: Node[];
}

/** Fences that contain a text: models sometimes wrap a whole text in one. */
const TEXT_LANGUAGES = new Set(['', 'markdown', 'md', 'text', 'txt', 'plaintext', 'html']);
/** Nodes that contain words, not blocks. */
const LEAVES = new Set(['paragraph', 'heading', 'tableRow']);
/** The depth of fences and HTML up to which their content is read as text. */
const MAX_DEPTH = 3;

/** The plain text of a Markdown text, block by block. */
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

/** `**Title:**Tea` is not emphasis in CommonMark, and the asterisks are not words. */
const withoutLooseSigns = (text: string): string => text.replace(/(?<=\S)\*{2,3}|\*{2,3}(?=\S)/g, '');
