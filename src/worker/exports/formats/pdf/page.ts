import { type Cell, plainRun, type Run } from '../blocks.js';
import { createFonts, type FontName } from './fonts.js';
import { type Line, linesOf, type Measure, type Paragraph } from './lines.js';

export interface ParagraphStyle {
  /** In points, as all that follows. */
  size: number;
  bold?: boolean;
  color?: string;
  before?: number;
  after?: number;
  indent?: number;
  /** The depth of quotations. */
  quote?: number;
  /** What stands before the first line. */
  marker?: string | null;
  /** Not the last on its page. */
  keep?: boolean;
}

const LINE_HEIGHT = 1.45;
const CELL_PADDING = 4;
const FOOTER = 28;
const RULE = '#bbbbbb';
const LINK = '#0645ad';
const BLACK = '#000000';
const MARKER_WIDTH = 16;

/** Draws blocks below each other, and begins pages. */
export function createPage(document: PDFKit.PDFDocument) {
  const fonts = createFonts(document);
  let number = 0;
  document.on('pageAdded', () => {
    number += 1;
    const { y } = document;
    const { height, margins, width } = document.page;
    // pdfkit would begin another page for what is below the margin.
    const { bottom } = margins;
    margins.bottom = 0;
    fonts.use('latin');
    document.fontSize(8).fillColor(RULE);
    document.text(String(number), margins.left, height - FOOTER - 8, {
      width: width - margins.left - margins.right,
      align: 'center',
      lineBreak: false,
    });
    margins.bottom = bottom;
    document.y = y;
  });

  const left = () => document.page.margins.left;
  const right = () => document.page.width - document.page.margins.right;
  const bottom = () => document.page.height - document.page.margins.bottom;
  const measureAt = (size: number): Measure => ({
    fonts,
    width(text: string, font: FontName) {
      fonts.use(font);
      return document.fontSize(size).widthOfString(text);
    },
  });

  function drawLine({ spans }: Line, x: number, y: number, size: number, color: string) {
    let at = x;
    for (const { text, font, run, width } of spans) {
      fonts.use(font);
      document.fontSize(size).fillColor(run.href === null ? color : LINK);
      document.text(text, at, y + size * 0.25, {
        lineBreak: false,
        // All fonts of a line stand on one baseline.
        baseline: -size,
        ...(run.strike && { strike: true }),
      } as never);
      if (run.href !== null) document.link(at, y, width, size * LINE_HEIGHT, run.href);
      at += width;
    }
  }

  /** @returns where the lines end */
  function drawLines({ lines, rightToLeft }: Paragraph, box: Box, align: Cell['align'] = null) {
    const { x, width, size, color, onLine } = box;
    for (const [index, line] of lines.entries()) {
      if (document.y + size * LINE_HEIGHT > bottom()) document.addPage();
      onLine?.(index, document.y);
      const side = align ?? (rightToLeft ? 'right' : 'left');
      const space = width - line.width;
      const offset = side === 'right' ? space : side === 'center' ? space / 2 : 0;
      const { y } = document;
      drawLine(line, x + offset, y, size, color);
      document.y = y + size * LINE_HEIGHT;
    }
  }

  return {
    forget: () => fonts.forget(),

    paragraph(runs: readonly Run[], style: ParagraphStyle) {
      const { size, color = BLACK, before = 0, after = 0, indent = 0, quote = 0, marker = null } = style;
      const measure = measureAt(size);
      const width = right() - left() - indent;
      const paragraph = linesOf(runs, width, measure, { bold: style.bold === true });
      document.y += before;
      const needed = size * LINE_HEIGHT * (style.keep ? paragraph.lines.length + 2 : 1);
      if (document.y + needed > bottom()) document.addPage();
      const { rightToLeft } = paragraph;
      const x = rightToLeft ? left() : left() + indent;
      const onLine = (index: number, y: number) => {
        if (quote > 0) {
          const edge = rightToLeft ? right() - 6 : left() + 6;
          document
            .moveTo(edge, y)
            .lineTo(edge, y + size * LINE_HEIGHT)
            .lineWidth(1.5)
            .strokeColor(RULE)
            .stroke();
        }
        if (marker === null || index > 0) return;
        const [line] = linesOf([plainRun(marker)], width, measure).lines;
        if (!line) return;
        const at = rightToLeft ? right() - indent + MARKER_WIDTH - line.width : x - MARKER_WIDTH;
        drawLine(line, at, y, size, color);
      };
      drawLines(paragraph, { x, width, size, color, onLine });
      document.y += after;
    },

    rule() {
      if (document.y + 16 > bottom()) document.addPage();
      const y = document.y + 6;
      document.moveTo(left(), y).lineTo(right(), y).lineWidth(0.5).strokeColor(RULE).stroke();
      document.y += 16;
    },

    /** Columns of one width. A row that does not fit begins a page; one that is longer than a page goes on. */
    table(rows: readonly Cell[][], { size, indent = 0 }: Pick<ParagraphStyle, 'size' | 'indent'>) {
      const columns = Math.max(1, ...rows.map((row) => row.length));
      const width = (right() - left() - indent) / columns;
      const measure = measureAt(size);
      document.y += 2;
      const layouts = rows.map((cells, index) =>
        cells.map(({ runs, align }) => ({
          align,
          paragraph: linesOf(runs, width - 2 * CELL_PADDING, measure, { bold: index === 0 }),
        })),
      );
      const mirrored = layouts[0]?.[0]?.paragraph.rightToLeft ?? false;
      for (const cells of layouts) {
        const longest = Math.max(1, ...cells.map(({ paragraph }) => paragraph.lines.length));
        const height = longest * size * LINE_HEIGHT + 2 * CELL_PADDING;
        if (document.y + height > bottom()) document.addPage();
        const top = document.y;
        const room = Math.max(1, Math.floor((bottom() - top - 2 * CELL_PADDING) / (size * LINE_HEIGHT)));
        for (let first = 0; first < longest; first += room) {
          if (first > 0) document.addPage();
          drawRow(cells, { first, room, mirrored, width, size, indent });
        }
      }
      document.y += 10;
    },
  };

  function drawRow(
    cells: { align: Cell['align']; paragraph: Paragraph }[],
    { first, room, mirrored, width, size, indent }: RowPlace,
  ) {
    const top = document.y;
    const count = Math.min(
      room,
      Math.max(1, ...cells.map(({ paragraph }) => paragraph.lines.length - first)),
    );
    const height = count * size * LINE_HEIGHT + 2 * CELL_PADDING;
    for (const [index, { align, paragraph }] of cells.entries()) {
      const x = mirrored ? right() - (index + 1) * width : left() + indent + index * width;
      document.rect(x, top, width, height).lineWidth(0.5).strokeColor(RULE).stroke();
      document.y = top + CELL_PADDING;
      const lines = paragraph.lines.slice(first, first + room);
      drawLines(
        { ...paragraph, lines },
        { x: x + CELL_PADDING, width: width - 2 * CELL_PADDING, size, color: BLACK },
        align,
      );
    }
    document.y = top + height;
  }
}

interface Box {
  x: number;
  width: number;
  size: number;
  color: string;
  onLine?: (index: number, y: number) => void;
}

interface RowPlace {
  first: number;
  room: number;
  mirrored: boolean;
  width: number;
  size: number;
  indent: number;
}
