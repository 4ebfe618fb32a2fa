import { type Block, blocksOf, type Item } from './markdown.js';
import { FORM_WORDS, type FormWords } from './options/form-words.js';

export interface OutlineSection {
  heading: string;
  points: string[];
}

/** The parts of an outline in a text; null or empty if a part is missing. */
export interface OutlineParts {
  title: string | null;
  introduction: string | null;
  sections: OutlineSection[];
  conclusion: string | null;
}

/** A heading with what stands under it. */
interface Group {
  heading: string;
  depth: number;
  texts: string[];
  points: string[];
}

/** A word of every language that forms are written in. */
const inAnyLanguage = (word: keyof FormWords) =>
  Object.values(FORM_WORDS)
    .map((words) => words[word])
    .join('|');

/** As headings and as labels, in the languages in which models were seen to write them. */
export const INTRODUCTION = new RegExp(`^(?:intro|einführung|${inAnyLanguage('introduction')})$`, 'iu');
export const CONCLUSION = new RegExp(
  `^(?:conclusions?|closing|summary|final thoughts|wrap(?:ping)?[ -]up|schluss|schlussfolgerung|schlussfolgerungen|zusammenfassung|conclusiones|${inAnyLanguage('conclusion')})$`,
  'iu',
);
const TITLE = /^(?:title|titel|titre|título|titolo)$/iu;
/** What models write before a title or a heading. */
const PREFIX =
  /^(?:(?:blog post )?(?:outline|title|titel|titre|título)|(?:section|abschnitt|sección|teil|part)\s+\d+)\s*[:：.–-]\s*/iu;
const NUMBER = /^(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+/iu;

/**
 * Reads an outline by the positions of its parts, so that it may use headings of any depth, bold lines or numbered
 * lists: a title, text, sections with points, and a last section of text.
 */
export function outlineParts(text: string): OutlineParts {
  const { before, groups } = group(blocksOf(text).flatMap(asSections));
  const title = takeTitle(before, groups);
  const introduction = takeIntroduction(before, groups);
  const conclusion = takeConclusion(groups);
  const sections = sectionsOf(groups).map(({ heading, texts, points }) => ({
    heading: bare(heading),
    points: points.length > 0 ? points : texts,
  }));
  return { title, introduction, sections, conclusion };
}

/** A numbered list of headings with points below each becomes headings; a label becomes a heading with its text. */
function asSections(block: Block, index: number, all: Block[]): Block[] {
  if (block.kind === 'paragraph') return labelAsHeading(block.label, block.rest) ?? plainLabel(block);
  if (block.kind !== 'list' || !isListOfSections(block, all[index + 1])) return [block];
  return block.items.flatMap(({ label, rest, text, points }): Block[] => [
    { kind: 'heading', depth: LIST_DEPTH, text: label ?? text },
    ...(label !== null && rest !== '' ? [paragraph(rest)] : []),
    ...(points.length > 0 ? [{ kind: 'list' as const, ordered: false, items: points.map(asItem) }] : []),
  ]);
}

const LIST_DEPTH = 8;

function isListOfSections({ ordered, items }: { ordered: boolean; items: Item[] }, next: Block | undefined) {
  const nested = items.filter(({ points }) => points.length > 0).length;
  if (nested > 0 && nested * 2 >= items.length) return true;
  // `1. Heading` with a list below that is not indented.
  return ordered && items.length === 1 && next?.kind === 'list' && !next.ordered;
}

function labelAsHeading(label: string | null, rest: string): Block[] | null {
  return label === null ? null : [{ kind: 'heading', depth: LIST_DEPTH, text: label }, paragraph(rest)];
}

/** `Introduction: …` and `Introduction. …`, whether or not the label is bold. */
function plainLabel(block: Extract<Block, { kind: 'paragraph' }>): Block[] {
  const [, label = '', rest = ''] = /^([\p{L} ]{4,20})[:：.]\s*(.*)$/u.exec(block.text) ?? [];
  const known = [TITLE, INTRODUCTION, CONCLUSION].some((words) => words.test(label));
  return (known && labelAsHeading(label, rest)) || [block];
}

const paragraph = (text: string): Block => ({ kind: 'paragraph', text, label: null, rest: text });
const asItem = (text: string): Item => ({ text, label: null, rest: text, points: [] });

function group(blocks: Block[]): { before: string[]; groups: Group[] } {
  const before: string[] = [];
  const groups: Group[] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === 'heading') {
      groups.push({ heading: block.text, depth: block.depth, texts: [], points: [] });
    } else if (block.kind === 'list') {
      const points = block.items.map(({ text, points }) => [text, ...points].filter(Boolean).join('; '));
      if (last) last.points.push(...points);
      else before.push(...points);
    } else if (block.text !== '') {
      (last?.texts ?? before).push(block.text);
    }
  }
  return { before, groups };
}

function takeTitle(before: string[], groups: Group[]): string | null {
  const [first, second] = groups;
  if (first && before.length === 0 && !INTRODUCTION.test(bare(first.heading))) {
    if (TITLE.test(bare(first.heading))) {
      groups.shift();
      return first.texts.shift() ?? null;
    }
    // A section, where the text begins without a title.
    if (first.points.length > 0 && (second?.depth ?? first.depth) <= first.depth) return null;
    first.heading = bare(first.heading);
    return first.heading === '' ? null : first.heading;
  }
  // Words alone in the first line.
  const line = before.length > 0 && (before[0] as string).length <= 120 ? before.shift() : undefined;
  return line === undefined ? null : bare(line);
}

function takeIntroduction(before: string[], groups: Group[]): string | null {
  const [first] = groups;
  const texts = before.splice(0);
  const isSection = !first || first.points.length > 0;
  // The title's own text, or text before any heading.
  if (first && !INTRODUCTION.test(bare(first.heading)) && !isSection) {
    texts.push(...first.texts);
    groups.shift();
  }
  const [next] = groups;
  if (next && INTRODUCTION.test(bare(next.heading))) {
    texts.push(...next.texts, ...next.points);
    groups.shift();
  }
  return texts.length > 0 ? texts.join('\n\n') : null;
}

function takeConclusion(groups: Group[]): string | null {
  const last = groups.at(-1);
  if (!last) return null;
  const named =
    CONCLUSION.test(bare(last.heading)) || CONCLUSION.test(bare(last.heading).split(/\s*[:：]/)[0] ?? '');
  if (!named && last.points.length > 0) return null;
  groups.pop();
  const words = [...last.texts, ...last.points];
  return words.length > 0 ? words.join('\n\n') : null;
}

/** Without headings that only hold others ("Sections"); headings under a section are its points. */
function sectionsOf(groups: Group[]): Group[] {
  const sections: Group[] = [];
  const depth = Math.min(...groups.map((each) => each.depth));
  const atTop = groups.filter((each) => each.depth === depth).length;
  for (const each of groups) {
    const last = sections.at(-1);
    if (atTop > 1 && each.depth > depth && last) {
      last.points.push([each.heading, ...each.texts, ...each.points].join('; '));
    } else if (each.texts.length > 0 || each.points.length > 0 || atTop > 1) {
      sections.push(each);
    }
  }
  return sections;
}

/** A heading's own words, without its number and what models write before it. */
export function bare(heading: string): string {
  return heading
    .replace(NUMBER, '')
    .replace(PREFIX, '')
    .replace(NUMBER, '')
    .replace(/\s*[:：]$/, '')
    .trim();
}
