import { type Check, type Form, inWords, present, type Range, times, within } from './form.js';
import { type OutlineSection, outlineParts } from './outline-parts.js';

export interface BlogPostOutline {
  title: string;
  introduction: string;
  sections: OutlineSection[];
  conclusion: string;
}

const SECTIONS: Range = { min: 5, max: 7 };
const POINTS: Range = { min: 2, max: 5 };

const instructions = `You are an experienced blog editor. Write the outline of a blog post about the user's topic: headings with short bullet points, not the post itself. Write Markdown in this order:

1. A title that names the topic, as a heading with "# ".
2. An introduction of two or three sentences: what the post is about and why the reader should care.
3. ${inWords(SECTIONS)} numbered sections, each about another aspect of the topic. Their headings begin with "## 1. ", "## 2. " and so on. Under each heading write ${inWords(POINTS)} bullet points that begin with "- ". Every point is one line, specific to the topic: a fact, a step or an example.
4. A heading "## Conclusion" with two or three sentences: the main takeaways and what the reader can do next.

Answer with the outline only, in the language of the user's request.`;

const numbers = Array.from({ length: SECTIONS.max }, (_, index) => index + 1);
const sections = numbers.slice(0, SECTIONS.min).map((number) => `section-${number}`);
/** Each of the optional sections holds the next one, since none can be left out before it. */
const moreSections = numbers
  .slice(SECTIONS.min)
  .reduceRight((rest, number) => ` (section-${number}${rest})?`, '');

/** What a small model may call its last section. */
const CLOSINGS = ['Conclusion', 'Fazit', 'Conclusión', 'Conclusione', 'Conclusão', 'Conclusie'];

const grammar = `root ::= "# " title "\\n\\n" words "\\n\\n" ${sections.join(' ')}${moreSections} "## " closing "\\n\\n" words
${numbers.map((number) => `section-${number} ::= "## ${number}. " line "\\n" points "\\n"`).join('\n')}
points ::= ("- " line "\\n")${times(POINTS)}
title ::= [^\\n #*:-] [^\\n:]{2,80} (": " [^\\n]{2,60})?
line ::= [^\\n #*-] [^\\n]{2,160}
words ::= [^\\n #*-] [^\\n]{20,500}
closing ::= ${CLOSINGS.map((word) => `"${word}"`).join(' | ')}
`;

function check(text: string): Check[] {
  const { title, introduction, sections, conclusion } = outlineParts(text);
  const off = sections.filter(({ points }) => !within(points.length, POINTS));
  return [
    present('title', 'a title', title !== null),
    present('introduction', 'an introduction', introduction !== null),
    {
      name: 'sections',
      passed: within(sections.length, SECTIONS),
      detail: `The text has ${sections.length} sections of ${inWords(SECTIONS)}.`,
    },
    {
      name: 'points',
      passed: sections.length > 0 && off.length === 0,
      detail: pointsDetail(sections, off),
    },
    {
      name: 'headings',
      passed: new Set(sections.map(({ heading }) => heading.toLowerCase())).size === sections.length,
      detail: 'Every section has a heading of its own.',
    },
    present('conclusion', 'a conclusion', conclusion !== null),
  ];
}

function pointsDetail(sections: OutlineSection[], off: OutlineSection[]): string {
  if (sections.length === 0) return 'There are no sections with points.';
  if (off.length === 0) return `Every section has ${inWords(POINTS)} points.`;
  const counts = off.map(({ heading, points }) => `"${heading}" has ${points.length}`).join(', ');
  return `Every section needs ${inWords(POINTS)} points: ${counts}.`;
}

export const outlineForm: Form<BlogPostOutline> = {
  instructions,
  grammar,
  check,
  structure(text) {
    const { title, introduction, sections, conclusion } = outlineParts(text);
    if (title === null || introduction === null || conclusion === null || sections.length === 0) return null;
    return { title, introduction, sections, conclusion };
  },
};
