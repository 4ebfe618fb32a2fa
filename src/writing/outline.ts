import { type Check, type Form, inWords, present, type Range, within } from './form.js';
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

const instructions = `You are an experienced blog editor. Write the outline of a blog post on the topic that the user gives.

Write it in Markdown with this layout:

# Title of the post

Introduction: two or three sentences that say what the post is about and why the reader should care.

## 1. First heading
- First point
- Second point
- Third point

## 2. Second heading
- First point
- Second point
- Third point

(and so on)

## Conclusion

Two or three sentences: the main takeaways and what the reader can do next.

Write ${inWords(SECTIONS)} numbered sections between the introduction and the conclusion. Under each heading write ${inWords(POINTS)} points as a list, one line each. Every heading is about another aspect of the topic, in an order in which the reader can follow. Every point is specific to the topic: a fact, a step or an example.
Replace the words of the layout by your own. Answer with the outline only, in the language of the user's request.`;

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
  check,
  structure(text) {
    const { title, introduction, sections, conclusion } = outlineParts(text);
    if (title === null || introduction === null || conclusion === null || sections.length === 0) return null;
    return { title, introduction, sections, conclusion };
  },
};
