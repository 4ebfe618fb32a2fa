import {
  type Check,
  contentType,
  type Form,
  inWords,
  type LayoutOptions,
  listOf,
  present,
  type Range,
  text,
  texts,
  times,
  wholeSentences,
  within,
  wordCount,
} from '../form.js';
import { type Block, blocksOf } from '../markdown.js';
import { closingHeading, closingRule } from '../options/form-words.js';
import { inLanguage } from '../options/language.js';
import { TextLength } from '../options/options.js';
import { bare, CONCLUSION, INTRODUCTION } from '../outline-parts.js';

export interface BlogPostSection {
  heading: string;
  paragraphs: string[];
}

export interface BlogPost {
  title: string;
  introduction: string;
  sections: BlogPostSection[];
  conclusion: string;
}

interface Figures {
  sections: Range;
  words: Range;
  /** Paragraphs of a section, as the grammar has them. */
  paragraphs: Range;
}

/** In characters, of a paragraph in the grammar. */
const PARAGRAPH: Range = { min: 280, max: 800 };
const FIGURES: Record<TextLength, Figures> = {
  [TextLength.SHORT]: {
    sections: { min: 2, max: 4 },
    words: { min: 300, max: 600 },
    paragraphs: { min: 1, max: 2 },
  },
  [TextLength.MEDIUM]: {
    sections: { min: 4, max: 6 },
    words: { min: 600, max: 1_200 },
    paragraphs: { min: 2, max: 3 },
  },
  [TextLength.LONG]: {
    sections: { min: 6, max: 9 },
    words: { min: 1_000, max: 1_500 },
    paragraphs: { min: 2, max: 3 },
  },
};
const figuresOf = ({ length = TextLength.MEDIUM }: LayoutOptions) => FIGURES[length];

function instructions(options: LayoutOptions = {}): string {
  const { sections, words, paragraphs } = figuresOf(options);
  return `You are an experienced blog author. Write a complete blog post about the user's topic, in full sentences. Write Markdown in this order:

1. A title that names the topic, as a heading with "# ".
2. An introduction of one paragraph: what the post is about and why the reader should care.
3. ${inWords(sections)} sections, each about another aspect of the topic. Their headings begin with "## ". Under each heading write ${inWords(paragraphs)} paragraphs of three to five sentences, with facts, steps or examples.
4. ${closingHeading(options.language)} with a paragraph: the main takeaways and what the reader can do next.

Write ${inWords(words)} words in all. Do not invent quotations, studies or prices. Answer with the post only, ${inLanguage(options.language)}.`;
}

function grammar(options: LayoutOptions = {}): string {
  const { sections, paragraphs } = figuresOf(options);
  return `root ::= "# " title "\\n\\n" paragraph section${times(sections)} "## " closing "\\n\\n" paragraph
section ::= "## " heading "\\n\\n" paragraph${times(paragraphs)}
title ::= [^\\n #*:-] [^\\n:]{2,80} (": " [^\\n]{2,60})?
heading ::= [^\\n #*-] [^\\n]{2,80}
paragraph ::= [^\\n #*-] ${wholeSentences(PARAGRAPH)} [.!?] "\\n\\n"
closing ::= ${closingRule(options.language, ['Conclusion', 'Fazit', 'Conclusión', 'Conclusione', 'Conclusão'])}
`;
}

interface FoundParts {
  title: string | null;
  introduction: string | null;
  sections: BlogPostSection[];
  conclusion: string | null;
}

function partsOf(text: string): FoundParts {
  const blocks = blocksOf(text);
  const [first] = blocks;
  const title = first?.kind === 'heading' ? bare(first.text) || null : null;
  const rest = title === null ? blocks : blocks.slice(1);
  const { before, sections } = sectionsIn(rest);
  if (sections[0] && INTRODUCTION.test(bare(sections[0].heading)))
    before.push(...(sections.shift() as BlogPostSection).paragraphs);
  const conclusion = sections.pop()?.paragraphs.join('\n\n');
  return {
    title,
    introduction: before.length > 0 ? before.join('\n\n') : null,
    sections,
    conclusion: conclusion || null,
  };
}

/** By the headings of the highest level; those below it, and lines in bold, are paragraphs of their section. */
function sectionsIn(blocks: Block[]): { before: string[]; sections: BlogPostSection[] } {
  const depths = blocks.flatMap((block) => (block.kind === 'heading' ? block.depth : []));
  const top = Math.min(...depths);
  const before: string[] = [];
  const sections: BlogPostSection[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.depth === top) {
      sections.push({ heading: bare(block.text), paragraphs: [] });
      continue;
    }
    const words = wordsOf(block);
    if (words !== '') (sections.at(-1)?.paragraphs ?? before).push(words);
  }
  return { before, sections };
}

const wordsOf = (block: Block): string =>
  block.kind === 'list'
    ? block.items.map(({ text, points }) => `- ${[text, ...points].filter(Boolean).join('; ')}`).join('\n')
    : block.text;

function check(text: string, options: LayoutOptions = {}): Check[] {
  const figures = figuresOf(options);
  const { title, introduction, sections, conclusion } = partsOf(text);
  const empty = sections.filter(({ paragraphs }) => paragraphs.length === 0).length;
  const headings = new Set(sections.map(({ heading }) => heading.toLowerCase()));
  const early = sections.some(({ heading }) => CONCLUSION.test(heading));
  return [
    present('title', 'a title', title !== null),
    present('introduction', 'an introduction', introduction !== null),
    {
      name: 'sections',
      passed: within(sections.length, figures.sections) && !early,
      detail: early
        ? 'The text has a conclusion before its end.'
        : `The text has ${sections.length} sections of ${inWords(figures.sections)}.`,
    },
    {
      name: 'paragraphs',
      passed: sections.length > 0 && empty === 0,
      detail: `${empty} sections have no paragraph; every section needs one.`,
    },
    {
      name: 'headings',
      passed: headings.size === sections.length,
      detail: 'Every section has a heading of its own.',
    },
    present('conclusion', 'a conclusion', conclusion !== null),
    ...wordCount(text, figures.words),
  ];
}

const form: Form<BlogPost> = {
  words: {
    [TextLength.SHORT]: FIGURES.SHORT.words,
    [TextLength.MEDIUM]: FIGURES.MEDIUM.words,
    [TextLength.LONG]: FIGURES.LONG.words,
  },
  instructions,
  lead: 'Write the blog post about: ',
  grammar,
  // Markdown and languages other than English take more tokens than words.
  effort: ({ length }) => (length === TextLength.SHORT ? 1 : 2),
  check,
  structure(text) {
    const { title, introduction, sections, conclusion } = partsOf(text);
    if (title === null || introduction === null || conclusion === null || sections.length === 0) return null;
    return { title, introduction, sections, conclusion };
  },
};

export const blogPost = contentType({
  name: 'BLOG_POST',
  label: 'Blog Post',
  description: 'A full text: a title, an introduction, 4 to 6 sections with paragraphs, and a conclusion.',
  form,
  parts: {
    name: 'BlogPost',
    description: 'The parts of a blog post.',
    fields: {
      title: text('The title.'),
      introduction: text('The text before the first section.'),
      sections: listOf<BlogPostSection>('The sections in order; the form expects 4 to 6.', {
        name: 'BlogPostSection',
        description: 'A section of a blog post.',
        fields: {
          heading: text('The heading, without a number.'),
          paragraphs: texts('The paragraphs and lists, in order, as plain text.'),
        },
      }),
      conclusion: text('The text after the last section.'),
    },
  },
});
