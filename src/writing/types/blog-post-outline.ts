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
import { closingHeading, closingRule } from '../options/form-words.js';
import { inLanguage } from '../options/language.js';
import { TextLength } from '../options/options.js';
import { type OutlineSection, outlineParts } from '../outline-parts.js';

export interface BlogPostOutline {
  title: string;
  introduction: string;
  sections: OutlineSection[];
  conclusion: string;
}

interface Figures {
  sections: Range;
  points: Range;
}

const USUAL: Figures = { sections: { min: 5, max: 7 }, points: { min: 2, max: 5 } };
const FIGURES: Record<TextLength, Figures> = {
  [TextLength.SHORT]: { sections: { min: 3, max: 4 }, points: { min: 2, max: 3 } },
  [TextLength.MEDIUM]: USUAL,
  [TextLength.LONG]: { sections: { min: 8, max: 10 }, points: { min: 3, max: 5 } },
};
const WORDS: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 60, max: 300 },
  [TextLength.MEDIUM]: { min: 150, max: 600 },
  [TextLength.LONG]: { min: 300, max: 1_000 },
};
const figuresOf = ({ length }: LayoutOptions) => (length ? FIGURES[length] : USUAL);

function instructions(options: LayoutOptions = {}): string {
  const { sections, points } = figuresOf(options);
  const { length, language } = options;
  const extent = length ? `The outline has ${inWords(WORDS[length])} words. ` : '';
  return `You are an experienced blog editor. Write the outline of a blog post about the user's topic: headings with short bullet points, not the post itself. Write Markdown in this order:

1. A title that names the topic, as a heading with "# ".
2. An introduction of two or three sentences: what the post is about and why the reader should care.
3. ${inWords(sections)} numbered sections, each about another aspect of the topic. Their headings begin with "## 1. ", "## 2. " and so on. Under each heading write ${inWords(points)} bullet points that begin with "- ". Every point is one line, specific to the topic: a fact, a step or an example.
4. ${closingHeading(language)} with two or three sentences: the main takeaways and what the reader can do next.

${extent}Answer with the outline only, ${inLanguage(language)}.`;
}

/** What a small model may call its last section. */
const CLOSINGS = ['Conclusion', 'Fazit', 'Conclusión', 'Conclusione', 'Conclusão', 'Conclusie'];

function grammar(options: LayoutOptions = {}): string {
  const figures = figuresOf(options);
  const numbers = Array.from({ length: figures.sections.max }, (_, index) => index + 1);
  const sections = numbers.slice(0, figures.sections.min).map((number) => `section-${number}`);
  // Each of the optional sections holds the next one, since none can be left out before it.
  const moreSections = numbers
    .slice(figures.sections.min)
    .reduceRight((rest, number) => ` (section-${number}${rest})?`, '');
  return `root ::= "# " title "\\n\\n" words "\\n\\n" ${sections.join(' ')}${moreSections} "## " closing "\\n\\n" words
${numbers.map((number) => `section-${number} ::= "## ${number}. " line "\\n" points "\\n"`).join('\n')}
points ::= ("- " point "\\n")${times(figures.points)}
title ::= [^\\n #*:-] [^\\n:]{2,80} (": " [^\\n]{2,60})?
line ::= [^\\n #*-] [^\\n]{2,160}
point ::= [^\\n #*-] ${wholeSentences({ min: 2, max: 160 })} [.!?]?
words ::= [^\\n #*-] ${wholeSentences({ min: 20, max: 500 })} [.!?]?
closing ::= ${closingRule(options.language, CLOSINGS)}
`;
}

function check(text: string, options: LayoutOptions = {}): Check[] {
  const figures = figuresOf(options);
  const { title, introduction, sections, conclusion } = outlineParts(text);
  const off = sections.filter(({ points }) => !within(points.length, figures.points));
  return [
    present('title', 'a title', title !== null),
    present('introduction', 'an introduction', introduction !== null),
    {
      name: 'sections',
      passed: within(sections.length, figures.sections),
      detail: `The text has ${sections.length} sections of ${inWords(figures.sections)}.`,
    },
    {
      name: 'points',
      passed: sections.length > 0 && off.length === 0,
      detail: pointsDetail(sections, off, figures.points),
    },
    {
      name: 'headings',
      passed: new Set(sections.map(({ heading }) => heading.toLowerCase())).size === sections.length,
      detail: 'Every section has a heading of its own.',
    },
    present('conclusion', 'a conclusion', conclusion !== null),
    ...wordCount(text, options.length && WORDS[options.length]),
  ];
}

function pointsDetail(sections: OutlineSection[], off: OutlineSection[], range: Range): string {
  if (sections.length === 0) return 'There are no sections with points.';
  if (off.length === 0) return `Every section has ${inWords(range)} points.`;
  const counts = off.map(({ heading, points }) => `"${heading}" has ${points.length}`).join(', ');
  return `Every section needs ${inWords(range)} points: ${counts}.`;
}

const form: Form<BlogPostOutline> = {
  words: WORDS,
  instructions,
  grammar,
  check,
  structure(text) {
    const { title, introduction, sections, conclusion } = outlineParts(text);
    if (title === null || introduction === null || conclusion === null || sections.length === 0) return null;
    return { title, introduction, sections, conclusion };
  },
};

export const blogPostOutline = contentType({
  name: 'BLOG_POST_OUTLINE',
  label: 'Blog Post Outline',
  description: 'A title, an introduction, 5 to 7 sections with points, and a conclusion.',
  form,
  parts: {
    name: 'BlogPostOutline',
    description: 'The parts of a blog post outline.',
    fields: {
      title: text('The title of the post.'),
      introduction: text('The text before the first section.'),
      sections: listOf<OutlineSection>('The sections in order; the form expects 5 to 7.', {
        name: 'OutlineSection',
        description: 'A section of a blog post outline.',
        fields: {
          heading: text('The heading, without a number.'),
          points: texts('The points that the section covers.'),
        },
      }),
      conclusion: text('The text after the last section.'),
    },
  },
});
