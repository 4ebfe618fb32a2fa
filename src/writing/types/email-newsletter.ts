import { countCharacters } from '../../text/text.js';
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
  times,
  wholeSentences,
  within,
  wordCount,
} from '../form.js';
import { inLanguage } from '../options/language.js';
import { TextLength } from '../options/options.js';
import { type NewsletterSection, newsletterParts } from './newsletter-parts.js';

export interface EmailNewsletter {
  subject: string;
  preheader: string;
  greeting: string;
  sections: NewsletterSection[];
  callToAction: string;
  signOff: string;
}

/** In characters. Mail programs cut off what is longer. */
const MAX_SUBJECT = 78;
const MAX_PREHEADER = 140;

const USUAL: Range = { min: 2, max: 4 };
const SECTIONS: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 1, max: 2 },
  [TextLength.MEDIUM]: USUAL,
  [TextLength.LONG]: { min: 4, max: 6 },
};
const WORDS: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 60, max: 180 },
  [TextLength.MEDIUM]: { min: 150, max: 400 },
  [TextLength.LONG]: { min: 350, max: 800 },
};
/** In characters, of a section's paragraph in the grammar. */
const PARAGRAPH: Record<TextLength, Range> = {
  [TextLength.SHORT]: { min: 80, max: 300 },
  [TextLength.MEDIUM]: { min: 160, max: 500 },
  [TextLength.LONG]: { min: 320, max: 700 },
};
const sectionsOf = ({ length }: LayoutOptions) => (length ? SECTIONS[length] : USUAL);

function instructions(options: LayoutOptions = {}): string {
  const { length = TextLength.MEDIUM, language } = options;
  return `You are an email marketing specialist. Write a newsletter about the user's topic. Write Markdown in this order:

1. A line that begins with "Subject: ", with a subject of at most 60 characters.
2. A line that begins with "Preheader: ", with a preview of at most 110 characters that does not repeat the subject.
3. A line with a greeting that ends with a comma.
4. ${inWords(sectionsOf(options))} sections. Each has a heading that begins with "## ", and below it a paragraph of two to four sentences.
5. A paragraph that is a clear call to action.
6. A sign-off, such as "Best wishes,", and in the next line who sends it.

Write ${inWords(WORDS[length])} words in all. Keep the labels "Subject:" and "Preheader:" as they are. Use only facts that the user gives or that follow from them. Answer with the newsletter only, ${inLanguage(language)}.`;
}

function grammar(options: LayoutOptions = {}): string {
  const { length = TextLength.MEDIUM } = options;
  return `root ::= "Subject: " subject "\\n" "Preheader: " preheader "\\n\\n" greeting "\\n\\n" section${times(sectionsOf(options))} call "\\n\\n" closing ",\\n" sender
subject ::= [^\\n #*:-] [^\\n]{4,58}
preheader ::= [^\\n #*:-] [^\\n]{10,108}
greeting ::= [^\\n #*:,-] [^\\n,]{1,40} ","
section ::= "## " heading "\\n\\n" words "\\n\\n"
heading ::= [^\\n #*:-] [^\\n]{2,60}
words ::= [^\\n #*-] ${wholeSentences(PARAGRAPH[length])} [.!?]
call ::= [^\\n #*-] ${wholeSentences({ min: 20, max: 200 })} [.!]
closing ::= [^\\n #*,-] [^\\n,]{1,30}
sender ::= [^\\n #*-] [^\\n]{1,40}
`;
}

function check(text: string, options: LayoutOptions = {}): Check[] {
  const { subject, preheader, greeting, sections, callToAction, signOff } = newsletterParts(text);
  const empty = sections.filter((section) => section.text === '');
  const range = sectionsOf(options);
  return [
    line('subject', 'a subject', subject, MAX_SUBJECT),
    line('preheader', 'a preheader', preheader, MAX_PREHEADER),
    present('greeting', 'a greeting', greeting !== null),
    {
      name: 'sections',
      passed: within(sections.length, range) && empty.length === 0,
      detail: `The text has ${sections.length} sections of ${inWords(range)}, ${empty.length} of them without text.`,
    },
    present('callToAction', 'a call to action after the last section', callToAction !== null),
    present('signOff', 'a sign-off at the end', signOff !== null),
    ...wordCount(text, options.length && WORDS[options.length]),
  ];
}

/** A part that exists and is short. */
function line(name: string, part: string, found: string | null, max: number): Check {
  const length = countCharacters(found ?? '');
  if (found === null || length <= max) return present(name, part, found !== null);
  return {
    name,
    passed: false,
    detail: `The ${name} has ${length} characters; ${max} at most are asked for.`,
  };
}

const form: Form<EmailNewsletter> = {
  words: WORDS,
  instructions,
  lead: 'Write the newsletter about: ',
  grammar,
  check,
  structure(text) {
    const { subject, preheader, greeting, sections, callToAction, signOff } = newsletterParts(text);
    if (subject === null || preheader === null || greeting === null || callToAction === null) return null;
    return signOff === null || sections.length === 0
      ? null
      : { subject, preheader, greeting, sections, callToAction, signOff };
  },
};

export const emailNewsletter = contentType({
  name: 'EMAIL_NEWSLETTER',
  label: 'Email Newsletter',
  description: 'A subject, a preheader, a greeting, sections, a call to action and a sign-off.',
  form,
  parts: {
    name: 'EmailNewsletter',
    description: 'The parts of an email newsletter.',
    fields: {
      subject: text('The subject, without its label; the form expects at most 78 characters.'),
      preheader: text(
        'The text that mail programs show after the subject, without its label; the form expects at most 140 characters.',
      ),
      greeting: text('The greeting, and what follows it before the first section.'),
      sections: listOf<NewsletterSection>('The sections in order; the form expects 2 to 4.', {
        name: 'NewsletterSection',
        description: 'A section of an email newsletter.',
        fields: {
          heading: text('The heading.'),
          text: text('The text, its paragraphs and list items separated by blank lines.'),
        },
      }),
      callToAction: text('The call to action.'),
      signOff: text('The sign-off with the sender.'),
    },
  },
});
