import type { Buffer } from 'node:buffer';
import PDFDocument from 'pdfkit';
import type { Bytes, Source } from '../../source.js';
import { type Block, blocksOf, plainRun } from '../blocks.js';
import { subtitleOf } from '../document.js';
import { createPage } from './page.js';

const MARGIN = 56;
/** The number of pieces whose words are cached with their layout. */
const REMEMBERED_PIECES = 20;
/** In points, by the depth of a heading. */
const HEADINGS = [16, 14, 12.5, 11.5, 11, 11];
const BODY = 10.5;

const GREY = '#666666';

/** One document, page by page: a page that is full is written, and kept no longer. */
export async function* writePdf({ pieces, createdAt }: Source): Bytes {
  const document = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    autoFirstPage: false,
    pdfVersion: '1.7',
    displayTitle: true,
    info: {
      Title: `Library, ${createdAt.toISOString().slice(0, 10)}`,
      Creator: 'Smart Content Generator',
      CreationDate: createdAt,
    },
  });
  const page = createPage(document);
  let count = 0;
  for await (const piece of pieces) {
    document.addPage();
    document.outline.addItem(piece.title);
    page.paragraph([plainRun(piece.title)], { size: 20, bold: true, after: 2 });
    page.paragraph([plainRun(subtitleOf(piece))], { size: 9, color: GREY, after: 14 });
    for (const block of blocksOf(piece.body)) draw(page, block);
    count += 1;
    if (count % REMEMBERED_PIECES === 0) page.forget();
    yield* written(document);
  }
  if (count === 0) document.addPage();
  document.end();
  yield* written(document);
}

/** The output of the document so far. pdfkit produces it at once, without backpressure. */
function* written(document: PDFKit.PDFDocument): Generator<Buffer> {
  for (let part = document.read(); part !== null; part = document.read()) yield part;
}

const INDENT = 18;

function draw(page: ReturnType<typeof createPage>, block: Block) {
  if (block.kind === 'rule') return page.rule();
  const indent = (block.level + block.quote) * INDENT;
  const place = { indent, quote: block.quote, marker: block.marker };
  switch (block.kind) {
    case 'heading':
      return page.paragraph(block.runs, {
        ...place,
        size: HEADINGS[block.depth - 1] ?? BODY,
        bold: true,
        before: 8,
        after: 4,
        keep: true,
      });
    case 'paragraph':
      return page.paragraph(block.runs, { ...place, size: BODY, after: block.level > 0 ? 3 : 8 });
    case 'code': {
      const run = { ...plainRun(block.text), code: true };
      return page.paragraph([run], { ...place, size: 9, after: 8, color: '#333333' });
    }
    case 'table':
      return page.table(block.rows, { size: 9.5, indent });
  }
}
