import MarkdownIt, { type Options, type Token } from 'markdown-it';
import { CONTENT_TYPE_LABELS } from '../../../writing/content-type.js';
import type { Piece } from '../source.js';

// The types lack `maxNesting`.
const OPTIONS: Options & { maxNesting: number } = { html: false, linkify: false, maxNesting: 20 };

/**
 * The Markdown of bodies: CommonMark with tables and strikethrough, and without HTML, which is shown as it is written.
 * Its nesting is bounded, and links to scripts are removed.
 */
export const markdown = new MarkdownIt('default', OPTIONS);

export type { Token };

/** The tokens of a body. */
export const tokensOf = (body: string): Token[] => markdown.parse(body, {});

/** Whether an address may be a link: relative addresses lead nowhere in a file. */
export const isLink = (href: string | null): href is string =>
  href !== null && /^(?:https?:\/\/|mailto:)/i.test(href);

/** One line about a piece. */
export const subtitleOf = ({ type, createdAt }: Pick<Piece, 'type' | 'createdAt'>): string =>
  `${CONTENT_TYPE_LABELS[type]} · ${createdAt.toISOString().slice(0, 10)}`;

/** The first letter with a direction determines that of the paragraph (UAX 9, P2 and P3). */
export const isRightToLeft = (text: string): boolean =>
  /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}/u.test(
    /\p{L}/u.exec(text)?.[0] ?? '',
  );
