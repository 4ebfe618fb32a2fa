import { Buffer } from 'node:buffer';
import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  type IParagraphOptions,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { createPieceNames } from '../file-name.js';
import type { Bytes, Piece, Source } from '../source.js';
import { type Alignment, type Block, blocksOf, plainRun, type Run, textOf } from './blocks.js';
import { isRightToLeft, subtitleOf } from './document.js';
import { type ZipEntry, zip } from './zip.js';

/** In twentieths of a point. */
const INDENT = 360;
/** In half points. */
const CODE_SIZE = 18;
const CODE_FONT = 'Courier New';
const HEADINGS = [
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
  HeadingLevel.HEADING_6,
];
const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;

/** XML 1.0 has no such characters; pieces of earlier versions may have them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern matches them on purpose
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const xml = (text: string) => text.replace(NOT_XML, '\ufffd');

/** One document; a ZIP of documents for several pieces, as each is made in memory. */
export async function* writeDocx({ pieces, total }: Source): Bytes {
  if (total === 1) {
    for await (const piece of pieces) {
      yield await documentOf(piece);
      // Another call created one meanwhile.
      return;
    }
  }
  const nameOf = createPieceNames(total, 'docx');
  async function* entries(): AsyncIterable<ZipEntry> {
    for await (const piece of pieces) {
      yield { name: nameOf(piece.title), bytes: await documentOf(piece), modifiedAt: piece.updatedAt };
    }
  }
  yield* zip(entries());
}

async function documentOf(piece: Piece): Promise<Buffer> {
  const title = xml(piece.title);
  const document = new Document({
    title,
    creator: 'Smart Content Generator',
    styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
    sections: [
      {
        children: [
          new Paragraph({
            heading: HeadingLevel.HEADING_1,
            bidirectional: isRightToLeft(title),
            children: [textRun(plainRun(title))],
          }),
          new Paragraph({ children: [new TextRun({ text: subtitleOf(piece), color: '666666' })] }),
          ...blocksOf(piece.body).map(elementOf),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function elementOf(block: Block): Paragraph | Table {
  switch (block.kind) {
    case 'rule':
      return new Paragraph({
        border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: '999999', space: 1 } },
      });
    case 'code':
      return new Paragraph({
        ...placeOf(block),
        children: block.text.split('\n').map(
          (line, index) =>
            new TextRun({
              text: xml(line),
              font: CODE_FONT,
              size: CODE_SIZE,
              ...(index > 0 && { break: 1 }),
            }),
        ),
      });
    case 'table':
      return tableOf(block.rows);
    case 'heading':
      return paragraphOf(block.runs, {
        ...placeOf(block),
        heading: HEADINGS[block.depth - 1] ?? HeadingLevel.HEADING_6,
      });
    case 'paragraph': {
      return paragraphOf(block.runs, placeOf(block), null, block.marker);
    }
  }
}

function placeOf({ level, quote, marker }: Exclude<Block, { kind: 'rule' }>): IParagraphOptions {
  const start = (level + quote) * INDENT;
  return {
    spacing: { after: level > 0 ? 60 : 160 },
    ...(start > 0 && { indent: { start, ...(marker !== null && { hanging: INDENT }) } }),
    ...(quote > 0 && {
      border: { left: { style: BorderStyle.SINGLE, size: 12, color: '999999', space: 8 } },
    }),
  };
}

/** A marker is text: numbers stay as they were written, in every program. */
function paragraphOf(
  runs: readonly Run[],
  options: IParagraphOptions,
  align: Alignment = null,
  marker: string | null = null,
): Paragraph {
  return new Paragraph({
    ...options,
    bidirectional: isRightToLeft(textOf(runs)),
    ...(align && { alignment: ALIGNMENTS[align] }),
    children: [
      ...(marker === null ? [] : [new TextRun({ children: [marker, new Tab()] })]),
      ...runs.map((run) =>
        run.href === null
          ? textRun(run)
          : new ExternalHyperlink({ link: run.href, children: [textRun(run)] }),
      ),
    ],
  });
}

function textRun({ text, bold, italic, strike, code, href }: Run): TextRun {
  if (text === '\n') return new TextRun({ break: 1 });
  return new TextRun({
    text: xml(text),
    bold,
    italics: italic,
    strike,
    rightToLeft: isRightToLeft(text),
    ...(code && { font: CODE_FONT }),
    ...(href !== null && { style: 'Hyperlink' }),
  });
}

function tableOf(rows: Extract<Block, { kind: 'table' }>['rows']): Table {
  const columns = rows[0]?.length ?? 1;
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    visuallyRightToLeft: isRightToLeft(rows[0]?.map(({ runs }) => textOf(runs)).join(' ') ?? ''),
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          tableHeader: index === 0,
          children: cells.map(
            ({ runs, align }) =>
              new TableCell({
                width: { size: 100 / columns, type: WidthType.PERCENTAGE },
                children: [
                  paragraphOf(index === 0 ? runs.map((run) => ({ ...run, bold: true })) : runs, {}, align),
                ],
              }),
          ),
        }),
    ),
  });
}
