import { Buffer } from 'node:buffer';
import type { Bytes, Piece, Source } from '../source.js';
import { isLink, markdown, subtitleOf } from './document.js';

const { escapeHtml } = markdown.utils;

/** Images of other servers would reveal the reader to them. */
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const src = token?.attrGet('src') ?? null;
  const text = escapeHtml(token?.content || src || '');
  return isLink(src) ? `<a href="${escapeHtml(src)}" rel="noreferrer">${text}</a>` : text;
};
markdown.renderer.rules.link_open = (tokens, index) => {
  const href = tokens[index]?.attrGet('href') ?? null;
  return isLink(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer">` : '<a>';
};

const STYLE = `
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
article { margin-top: 4rem; }
article > header p { color: GrayText; margin-top: -0.5rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid GrayText; padding: 0.25rem 0.5rem; }
pre { white-space: pre-wrap; }
blockquote { border-inline-start: 3px solid GrayText; margin-inline: 0; padding-inline-start: 1rem; }
@media print {
  body { max-width: none; margin: 0; font-size: 11pt; color: #000; background: #fff; }
  nav { display: none; }
  article { margin-top: 0; break-before: page; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  a { color: inherit; }
}
`;
/** Even if a browser found a script in it, it would not run. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** One document. The table of contents comes last, because only the titles of the pieces are kept. */
export async function* writeHtml({ pieces, createdAt }: Source): Bytes {
  const titles: string[] = [];
  yield Buffer.from(
    `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Library, ${createdAt.toISOString().slice(0, 10)}</title>
<style>${STYLE}</style>
</head>
<body>
<p><a href="#contents">Contents</a></p>
`,
  );
  for await (const piece of pieces) {
    titles.push(piece.title);
    yield Buffer.from(articleOf(piece, titles.length));
  }
  const items = titles.map(
    (title, index) => `<li><a href="#piece-${index + 1}" dir="auto">${escapeHtml(title)}</a></li>\n`,
  );
  yield Buffer.from(
    `<nav id="contents"><h2>Contents</h2>\n<ol>\n${items.join('')}</ol></nav>\n</body>\n</html>\n`,
  );
}

function articleOf(piece: Piece, number: number): string {
  return `<article id="piece-${number}" dir="auto">
<header><h1 dir="auto">${escapeHtml(piece.title)}</h1><p>${escapeHtml(subtitleOf(piece))}</p></header>
${withDirections(markdown.render(piece.body))}</article>
`;
}

/** Each block takes the direction of its own words. */
const withDirections = (html: string): string =>
  html.replace(/<(p|h[1-6]|li|ul|ol|blockquote|table|th|td)(?=[ >])/g, '<$1 dir="auto"');
