import { describe, expect, it } from 'vitest';
import { FORMS } from '../../src/writing/forms.js';
import { TextLength } from '../../src/writing/options/options.js';
import { asRegExp } from './gbnf.js';

const form = FORMS.BLOG_POST;
const failed = (text: string, options = {}) =>
  form
    .check(text, options)
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);

/** 60 words. */
const PARAGRAPH = Array.from({ length: 6 }, () => 'Bread needs time, and time is what it gives back.').join(
  ' ',
);
const HEADINGS = ['Flour', 'Water', 'Salt', 'Heat'];
const section = (heading: string) => `## ${heading}\n\n${PARAGRAPH}\n\n${PARAGRAPH}`;
const post = (headings = HEADINGS, closing = 'Conclusion') =>
  ['# Bread at Home', PARAGRAPH, ...headings.map(section), `## ${closing}`, PARAGRAPH].join('\n\n');

describe('a blog post', () => {
  it('is parsed in the requested form, and passes its checks and its grammar', () => {
    expect(form.structure(post())).toEqual({
      title: 'Bread at Home',
      introduction: PARAGRAPH,
      sections: HEADINGS.map((heading) => ({ heading, paragraphs: [PARAGRAPH, PARAGRAPH] })),
      conclusion: PARAGRAPH,
    });
    expect(failed(post())).toEqual([]);
    expect(asRegExp(form.grammar()).test(`${post()}\n\n`)).toBe(true);
  });

  it('is parsed with numbers, its own introduction and nested headings', () => {
    const text = post()
      .replace('# Bread at Home', '# Bread at Home\n\n## Introduction')
      .replace('## Water', '## 2. Water\n\n### Hard water')
      .replace('## Conclusion', '## Fazit: was bleibt');
    expect(form.structure(text)).toMatchObject({
      introduction: PARAGRAPH,
      sections: [
        {},
        { heading: 'Water', paragraphs: ['Hard water', PARAGRAPH, PARAGRAPH] },
        {},
        { heading: 'Heat' },
      ],
      conclusion: PARAGRAPH,
    });
  });

  it.each([
    ['no title', post().replace('# Bread at Home\n\n', ''), ['title']],
    ['no introduction', post().replace(`Home\n\n${PARAGRAPH}`, 'Home'), ['introduction', 'wordCount']],
    ['three sections', post(HEADINGS.slice(1)), ['sections', 'wordCount']],
    ['an early conclusion', post(['Flour', 'Conclusion', 'Salt', 'Heat'], 'Fazit'), ['sections']],
    ['an empty section', post().replace(section('Salt'), '## Salt'), ['paragraphs', 'wordCount']],
    ['a heading twice', post(['Flour', 'Water', 'Salt', 'flour']), ['headings']],
    ['an empty conclusion', post().replace(/Conclusion[\s\S]*$/, 'Conclusion'), ['conclusion', 'wordCount']],
  ])('with %s fails its check', (_, text, names) => {
    expect(failed(text)).toEqual(names);
  });

  it('has the requested length', () => {
    expect(failed(post(), { length: TextLength.SHORT })).toEqual(['wordCount']);
    expect(failed(post(['Flour', 'Water']), { length: TextLength.SHORT })).toEqual([]);
    expect(failed(post(), { length: TextLength.LONG })).toEqual(['sections', 'wordCount']);
  });
});
