import { type Check, type Form, inWords, present, type Range, times, within } from './form.js';
import { outlineParts } from './outline-parts.js';

export interface BlogPostOutline {
  title: string;
  introduction: string;
  sections: OutlineSection[];
  conclusion: string;
}

export interface OutlineSection {
  heading: string;
  points: string[];
}

const SECTIONS: Range = { min: 5, max: 7 };
const POINTS: Range = { min: 2, max: 5 };

const instructions = `You are an experienced blog editor. Write the outline of a blog post on the topic that the user gives: headings with short bullet points, not the post itself.

- Begin with a title and an introduction of two or three sentences: what the post is about and why the reader should care.
- Then write ${inWords(SECTIONS)} numbered sections, each about another aspect of the topic, with ${inWords(POINTS)} bullet points each. Every point is one line, specific to the topic: a fact, a step or an example.
- End with a conclusion of two or three sentences: the main takeaways and what the reader can do next.

Answer with the outline only, in the language of the user's request, in the Markdown of this example:

# Sleep Well Again: Small Changes That Work

Bad nights make long days. This post shows which habits keep you awake, and how to change them one at a time.

## 1. Keep the Same Hours
- Go to bed and get up at the same time, at weekends too
- Give a new rhythm two weeks before you judge it

## 2. Make the Bedroom Dark and Cool
- Aim for 16 to 18 degrees Celsius
- Hang heavy curtains and cover the lights of chargers
- Leave the phone in another room

## 3. Watch What You Drink
- Have the last coffee before two in the afternoon
- Expect shallow sleep after alcohol

## 4. Wind Down for an Hour
- Read on paper in a warm light
- Write tomorrow's tasks on a list and close it

## 5. Know When to Ask for Help
- Keep a sleep diary for two weeks
- See a doctor if loud snoring or worries wake you

## Conclusion

Regular hours, a dark room and a calm evening do most of the work. Begin with one habit tonight and add the next when it has become easy.`;

const numbers = Array.from({ length: SECTIONS.max }, (_, index) => index + 1);
const sections = numbers.slice(0, SECTIONS.min).map((number) => `section-${number}`);
/** Each of the optional sections holds the next one, since none can be left out before it. */
const moreSections = numbers
  .slice(SECTIONS.min)
  .reduceRight((rest, number) => ` (section-${number}${rest})?`, '');

/** What a small model may call its last section; in other scripts it may choose. */
const CLOSINGS = ['Conclusion', 'Fazit', 'Conclusión', 'Conclusione', 'Conclusão', 'Conclusie'];

const grammar = `root ::= "# " title "\\n\\n" words "\\n\\n" ${sections.join(' ')}${moreSections} "## " closing "\\n\\n" words
${numbers.map((number) => `section-${number} ::= "## ${number}. " line "\\n" points "\\n"`).join('\n')}
points ::= ("- " line "\\n")${times(POINTS)}
title ::= [^\\n #*:-] [^\\n:]{2,80} (": " [^\\n]{2,60})?
line ::= [^\\n #*-] [^\\n]{2,140}
words ::= [^\\n #*-] [^\\n]{20,500}
closing ::= ${CLOSINGS.map((word) => `"${word}"`).join(' | ')} | [\\u0370-\\u1FFF\\u3040-\\uFEFF] [^\\n]{1,80}
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
