import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/writing/forms.js';
import { TextLength } from '../../src/writing/options/options.js';
import { asRegExp } from './gbnf.js';

const form = FORMS.EMAIL_NEWSLETTER;
const failed = (text: string, options = {}) =>
  form
    .check(text, options)
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);

const LONG_TEXT =
  'We have pulled up fifty trays of young plants, and all of them stand outside now. Come and choose yours before the first warm weekend, when everybody comes. We open at nine. ';
const PARTS = {
  subject: 'Spring is here',
  preheader: 'Young plants, new tools and a workshop',
  greeting: 'Dear gardeners,',
  sections: [
    { heading: 'Young plants', text: LONG_TEXT.trim() },
    { heading: 'A workshop', text: LONG_TEXT.trim() },
  ],
  callToAction: 'Visit us on Saturday and bring a box.',
  signOff: 'Best wishes,\nThe garden centre',
};
const sections = PARTS.sections.map(({ heading, text }) => `## ${heading}\n\n${text}`);
const TEXT = [
  `Subject: ${PARTS.subject}\nPreheader: ${PARTS.preheader}`,
  PARTS.greeting,
  ...sections,
  PARTS.callToAction,
  'Best wishes,\nThe garden centre',
].join('\n\n');

describe('a newsletter', () => {
  it('is parsed in the requested form, and passes its checks and its grammar', () => {
    expect(form.structure(TEXT)).toEqual({ ...PARTS, signOff: 'Best wishes, The garden centre' });
    expect(failed(TEXT)).toEqual([]);
    expect(asRegExp(form.grammar()).test(TEXT)).toBe(true);
  });

  it.each([
    ['bold labels', TEXT.replace('Subject:', '**Subject:**').replace('Preheader:', '**Preheader:**')],
    ['German labels', TEXT.replace('Subject:', 'Betreff:').replace('Preheader:', 'Vorschau:')],
    ['a call in bold', TEXT.replace(PARTS.callToAction, `**${PARTS.callToAction}**`)],
    ['a call with a label', TEXT.replace(PARTS.callToAction, `Call to action: ${PARTS.callToAction}`)],
    ['a sign-off in two paragraphs', TEXT.replace('wishes,\n', 'wishes,\n\n')],
  ])('is parsed with %s', (_, text) => {
    const found = form.structure(text);
    expect(found).toMatchObject({ ...PARTS, signOff: expect.stringMatching(/^Best wishes,\sThe garden/) });
    expect(failed(text)).toEqual([]);
  });

  it.each([
    ['no subject', TEXT.replace(/^Subject.*\n/, ''), ['subject']],
    ['a long subject', TEXT.replace('Spring', 'Spring '.repeat(12)), ['subject']],
    ['no preheader', TEXT.replace(/\nPreheader.*/, ''), ['preheader']],
    ['no greeting', TEXT.replace(`${PARTS.greeting}\n\n`, ''), ['greeting']],
    ['one section', TEXT.replace(`${sections[1]}\n\n`, ''), ['sections']],
    ['a last section without text', TEXT.replace(sections[1] as string, '## Empty'), ['callToAction']],
    ['a section without text', TEXT.replace(sections[0] as string, '## Empty'), ['sections']],
    ['no call to action', TEXT.replace(`${PARTS.callToAction}\n\n`, ''), ['callToAction']],
    ['prose alone', 'Spring is here.', ['subject', 'preheader', 'sections', 'callToAction', 'signOff']],
  ])('with %s fails its check', (_, text, names) => {
    expect(failed(text)).toEqual(names);
    expect(form.structure(text) === null).toBe(
      !['a long subject', 'one section', 'a section without text'].includes(_),
    );
  });

  it('has a number of sections and words by its length', () => {
    expect(failed(TEXT, { length: TextLength.LONG })).toEqual(['sections', 'wordCount']);
    expect(failed(TEXT, { length: TextLength.SHORT })).toEqual([]);
    expect(asRegExp(form.grammar({ length: TextLength.LONG })).test(TEXT)).toBe(false);
  });
});
