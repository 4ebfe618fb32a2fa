import createBidi from 'bidi-js';
import LineBreaker from 'linebreak';
import type { Run } from '../blocks.js';
import { isRightToLeft } from '../document.js';
import { contextOf, type FontName, type PdfFonts, type Style } from './fonts.js';

/** Words of one style, font and direction, in the order of reading. */
export interface Span {
  text: string;
  font: FontName;
  run: Run;
  /** Odd: from right to left. */
  level: number;
  width: number;
}

export interface Line {
  /** From left to right, as they are drawn. */
  spans: Span[];
  width: number;
}

export interface Paragraph {
  lines: Line[];
  rightToLeft: boolean;
}

export interface Measure {
  fonts: PdfFonts;
  /** The width of words in a font, in points. */
  width(text: string, font: FontName): number;
}

const bidi = createBidi();
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const RIGHT_TO_LEFT_LETTER = /\p{Script=Hebrew}|\p{Script=Arabic}/u;

/** Breaks the words of runs into lines (UAX 14), and puts each line into the order in which it is drawn (UAX 9). */
export function linesOf(
  runs: readonly Run[],
  maxWidth: number,
  measure: Measure,
  style: Partial<Style> = {},
): Paragraph {
  const text = runs.map((run) => run.text).join('');
  const rightToLeft = isRightToLeft(text);
  const { levels } = bidi.getEmbeddingLevels(text, rightToLeft ? 'rtl' : 'ltr');
  const clusters = clustersOf(text, runs, levels, measure, style);
  const lines: Line[] = [];
  let line: Span[] = [];
  let width = 0;
  const end = () => {
    lines.push(inVisualOrder(line, measure));
    line = [];
    width = 0;
  };
  for (const word of wordsOf(text, clusters)) {
    const spans = joined(word.clusters, measure);
    const full = sum(spans);
    const visible = sum(joined(word.clusters.slice(0, word.visible), measure));
    if (line.length > 0 && width + visible > maxWidth) end();
    if (visible <= maxWidth) {
      line.push(...spans);
      width += full;
    } else {
      // A word longer than a line is cut between two grapheme clusters.
      for (const cluster of word.clusters) {
        const [span] = joined([cluster], measure);
        if (!span) continue;
        if (line.length > 0 && width + span.width > maxWidth) end();
        line.push(span);
        width += span.width;
      }
    }
    if (word.required) end();
  }
  if (line.length > 0 || lines.length === 0) end();
  return { lines, rightToLeft };
}

interface Cluster {
  text: string;
  font: FontName;
  run: Run;
  level: number;
}

function clustersOf(
  text: string,
  runs: readonly Run[],
  levels: Uint8Array,
  { fonts }: Measure,
  style: Partial<Style>,
): Map<number, Cluster> {
  const context = contextOf(text);
  const clusters = new Map<number, Cluster>();
  let at = 0;
  let previous: Cluster | undefined;
  for (const run of runs) {
    for (const { segment } of graphemes.segment(run.text)) {
      const level = levels[at] ?? 0;
      // A space has the font of the word before it: one span instead of three.
      const font =
        segment === ' ' && previous
          ? previous.font
          : fonts.choose(segment, context, { ...run, bold: run.bold || style.bold === true });
      const cluster = { text: drawable(segment, font, fonts), font, run, level };
      clusters.set(at, cluster);
      previous = cluster;
      at += segment.length;
    }
  }
  return clusters;
}

/** The text without invisible characters for which the font would draw a box. */
function drawable(segment: string, font: FontName, fonts: PdfFonts): string {
  if (segment === '\n' || segment === '\r\n') return '';
  if (segment === '\t') return '    ';
  if (!/\p{Default_Ignorable_Code_Point}/u.test(segment)) return segment;
  return [...segment]
    .filter((sign) => {
      return !/\p{Default_Ignorable_Code_Point}/u.test(sign) || fonts.has(font, sign.codePointAt(0) ?? 0);
    })
    .join('');
}

/** What stands between two places where a line may break. `visible`: how many clusters without the spaces at its end. */
function* wordsOf(text: string, clusters: ReadonlyMap<number, Cluster>) {
  const breaker = new LineBreaker(text);
  const entries = [...clusters];
  let next = 0;
  for (;;) {
    const found = breaker.nextBreak();
    if (!found) return;
    const word: Cluster[] = [];
    for (let entry = entries[next]; entry && entry[0] < found.position; entry = entries[++next]) {
      word.push(entry[1]);
    }
    let visible = word.length;
    while (visible > 0 && word[visible - 1]?.text.trim() === '') visible -= 1;
    yield { clusters: word, visible, required: found.required && found.position < text.length };
  }
}

function joined(clusters: readonly Cluster[], { width }: Measure): Span[] {
  const spans: Omit<Span, 'width'>[] = [];
  for (const { text, font, run, level } of clusters) {
    const last = spans.at(-1);
    if (last && last.font === font && last.run === run && last.level === level) last.text += text;
    else spans.push({ text, font, run, level });
  }
  return spans
    .filter(({ text }) => text !== '')
    .map((span) => ({ ...span, width: width(span.text, span.font) }));
}

const sum = (spans: readonly Span[]) => spans.reduce((total, { width }) => total + width, 0);

function inVisualOrder(words: readonly Span[], measure: Measure): Line {
  const spans = withoutSpacesAtEnd(words, measure);
  const highest = Math.max(0, ...spans.map(({ level }) => level));
  // UAX 9, L2: from the highest level to the lowest odd one, what is at that level or above is reversed.
  let order = spans;
  for (let level = highest; level > 0; level--) order = reversedFrom(order, level);
  const drawn = mergedForward(order, measure).map((span) => (span.level % 2 === 1 ? mirrored(span) : span));
  return { spans: drawn, width: sum(drawn) };
}

function withoutSpacesAtEnd(words: readonly Span[], { width }: Measure): Span[] {
  const spans = [...words];
  for (let last = spans.pop(); last; last = spans.pop()) {
    const text = last.text.trimEnd();
    if (text === '') continue;
    spans.push(text === last.text ? last : { ...last, text, width: width(text, last.font) });
    break;
  }
  return spans;
}

function reversedFrom(spans: readonly Span[], level: number): Span[] {
  const result: Span[] = [];
  let group: Span[] = [];
  for (const span of spans) {
    if (span.level >= level) group.unshift(span);
    else {
      result.push(...group, span);
      group = [];
    }
  }
  return [...result, ...group];
}

/** Words from left to right that follow each other are drawn together. */
function mergedForward(spans: readonly Span[], { width }: Measure): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (
      last &&
      span.level % 2 === 0 &&
      last.level === span.level &&
      last.font === span.font &&
      last.run === span.run
    ) {
      last.text += span.text;
      last.width = width(last.text, last.font);
    } else merged.push({ ...span });
  }
  return merged;
}

/** fontkit shapes and reverses words of Hebrew and Arabic itself, but neither symbols alone nor brackets. */
function mirrored(span: Span): Span {
  const signs = Array.from(span.text, (sign) => bidi.getMirroredCharacter(sign) ?? sign);
  if (!RIGHT_TO_LEFT_LETTER.test(span.text)) signs.reverse();
  return { ...span, text: signs.join('') };
}
