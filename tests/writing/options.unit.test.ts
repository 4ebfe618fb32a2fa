import { describe, expect, it } from 'vitest';
import { checkOptions } from '../../src/modules/jobs/options.js';
import { messagesFor } from '../../src/provider/prompts.js';
import { ContentType } from '../../src/writing/content-type.js';
import { countWords } from '../../src/writing/form.js';
import { checksOf, effortOf, FORMS } from '../../src/writing/forms.js';
import { formWords } from '../../src/writing/options/form-words.js';
import { canonicalLanguage } from '../../src/writing/options/language.js';
import { type GenerationOptions, Platform, TextLength, Tone } from '../../src/writing/options/options.js';
import { weightedLength } from '../../src/writing/options/platforms.js';
import { holdsKeyword, holdsWord } from '../../src/writing/options/words.js';
import { asRegExp } from './gbnf.js';

const LENGTHS = Object.values(TextLength);
const TYPES = Object.values(ContentType);
const failed = (type: ContentType, options: GenerationOptions, text: string) =>
  checksOf({ type, options }, text)
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);

describe('a language', () => {
  it.each([
    ['de', 'de'],
    ['PT-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
    ['sr-latn', 'sr-Latn'],
    ['de-ch-1996', 'de-CH-1996'],
    ['es-419', 'es-419'],
    ['zh-yue-HK', 'yue-HK'],
    ['zh-cmn-Hans-CN', 'zh-Hans-CN'],
    ['ar-arz', 'arz'],
    ['en-GB-oed', 'en-GB-oxendict'],
    ['i-klingon', 'tlh'],
    ['zh-min-nan', 'nan'],
    ['zh-xyz', null],
    ['en-deu', null],
    ['i-default', null],
    ['en-u-ca-buddhist', 'en'],
    ['xx', null],
    ['de-QQ', null],
    ['und', null],
    ['english', null],
    ['', null],
    ['de_DE', null],
  ])('%j becomes %j', (tag, canonical) => expect(canonicalLanguage(tag)).toBe(canonical));

  it.each([
    ['de-AT', 'Fazit'],
    ['zh-TW', '結論'],
    ['zh', '结论'],
    [undefined, 'Conclusion'],
  ])('%s has translated words for a form', (tag, word) => expect(formWords(tag)?.conclusion).toBe(word));

  it('without words in the table leaves the heading to the model', () => {
    const options = { language: 'sw' };
    expect(FORMS.BLOG_POST_OUTLINE.instructions(options)).toContain('A heading that means "Conclusion"');
    expect(FORMS.BLOG_POST_OUTLINE.grammar(options)).not.toContain('"Conclusion"');
    expect(FORMS.BLOG_POST_OUTLINE.grammar({ language: 'ja' })).toContain('closing ::= "まとめ"\n');
  });
});

describe('matches of words', () => {
  it.each([
    ['Green TEA is here', 'green tea', true, true],
    ['Die Teekannen', 'Teekanne', true, false],
    ['smart', 'art', false, false],
    ['GROSSE Straße', 'strasse', true, true],
    ['Cafe\u0301 au lait', 'café', true, true],
    ['緑茶をどうぞ', '茶', true, true],
    ['we use C++ (and C)', 'c++', true, true],
    ['green\ntea', 'green tea', true, true],
    ['it’s', "it's", true, true],
    ['100 % cotton', '100 %', true, true],
    ['An ECO-friendly cup', 'eco-friendly', true, true],
    ['An eco\u2011friendly cup', 'eco-friendly', true, true],
    ['an ecofriendly cup', 'eco-friendly', false, false],
    ['half-hearted tea-times', 'tea-time', true, false],
    ['yes/no (a|b) [c] {d} $1 ^2 x.y\\z', '(a|b) [c] {d} $1 ^2 x.y\\z', true, true],
    ['#green-tea & more', '#green-tea &', true, true],
    ['in \u0130stanbul', 'istanbul', true, true],
    ['ΟΔΟΣ', 'οδος', true, true],
    ['προσφορά', 'ΠΡΟΣ', true, false],
    ['\u{10428}\u{10429}', '\u{10429}', false, false],
  ])('in %j, %j: keyword %s, word to avoid %s', (text, word, keyword, avoided) => {
    expect([holdsKeyword(text, word), holdsWord(text, word)]).toEqual([keyword, avoided]);
  });

  it('are found in every language', () => {
    expect(countWords('- **One** two, three!')).toBe(3);
    expect(countWords('今日はいい天気です')).toBeGreaterThan(3);
  });
});

it.each([
  ['abc', 3],
  ['日本', 4],
  ['see https://example.com/a/very/long/path/that/is/longer now', 31],
  ['👨‍👩‍👧‍👦', 2],
  ['é', 1],
  ['“quoted”…', 10],
])('X counts %j as %i', (text, weight) => expect(weightedLength(text)).toBe(weight));

describe('a prompt', () => {
  const message = (options: GenerationOptions, index: number) =>
    messagesFor({ type: 'PRODUCT_DESCRIPTION', prompt: 'Tea', options })[index]?.content ?? '';

  it('is unchanged without options', () => {
    expect(message({}, 0)).toBe(FORMS.PRODUCT_DESCRIPTION.instructions());
    expect(message({}, 1)).toBe('Tea');
  });

  it('contains the free text of options only in the user’s message', () => {
    const brandVoice = { id: 'v', name: 'Ada', description: 'Dry.', samples: ['Tea. Hot.'] };
    const options = {
      audience: 'night owls',
      toneDescription: 'like rain',
      keywords: ['oolong'],
      brandVoice,
    };
    for (const words of ['night owls', 'like rain', 'oolong', 'Dry.', 'Tea. Hot.']) {
      expect(message(options, 1)).toContain(words);
      expect(message(options, 0)).not.toContain(words);
    }
  });

  it.each(Object.values(Tone))('contains the tone %s', (tone) => {
    expect(message({ tone }, 1)).toContain(`Tone: ${tone.toLowerCase()}`);
  });

  it.each(TYPES)('requests words for each length of a %s, in growing ranges', (type) => {
    const ranges = LENGTHS.map((length) => FORMS[type].words[length]);
    for (const [index, length] of LENGTHS.entries()) {
      const { min, max } = ranges[index] as { min: number; max: number };
      expect(FORMS[type].instructions({ length })).toContain(`${min} to ${max} words`);
      expect(min).toBeLessThan(max);
    }
    expect(ranges.map(({ max }) => max).toSorted((a, b) => a - b)).toEqual(ranges.map(({ max }) => max));
  });
});

describe('checks', () => {
  it('are those of the form alone without options', () => {
    expect(checksOf({ type: 'SOCIAL_MEDIA_CAPTION' }, 'Tea').map(({ name }) => name)).toEqual(
      FORMS.SOCIAL_MEDIA_CAPTION.check('Tea').map(({ name }) => name),
    );
  });

  it('list the missing keywords and the words to avoid', () => {
    const options = { keywords: ['tea', 'cup'], avoid: ['cheap'] };
    const checks = checksOf({ type: 'PRODUCT_DESCRIPTION', options }, 'A cheap cup.');
    expect(checks.filter(({ name }) => ['keywords', 'avoid'].includes(name))).toEqual([
      { name: 'keywords', passed: false, detail: expect.stringMatching(/missing: "tea"\.$/) },
      { name: 'avoid', passed: false, detail: expect.stringMatching(/words: "cheap"\.$/) },
    ]);
    expect(failed('PRODUCT_DESCRIPTION', options, 'Tea in a cup.')).not.toContain('keywords');
  });

  const caption = (words: string, hashtags: number) =>
    `${words} 🫖\n\n${Array.from({ length: hashtags }, (_, index) => `#tag${index}`).join(' ')}`;
  it.each<[string, GenerationOptions, string, string[]]>([
    ['X', { platform: Platform.X }, caption('a'.repeat(260), 2), []],
    ['X, too long', { platform: Platform.X }, caption('a'.repeat(275), 2), ['length']],
    ['X, in Japanese', { platform: Platform.X }, caption('茶'.repeat(140), 2), ['length']],
    ['Instagram', { platform: Platform.INSTAGRAM }, caption('Tea', 30), []],
    ['Instagram, 31 hashtags', { platform: Platform.INSTAGRAM }, caption('Tea', 31), ['hashtags']],
    ['LinkedIn', { platform: Platform.LINKEDIN }, caption('a'.repeat(2_500), 3), []],
    [
      'TikTok, code units',
      { platform: Platform.TIKTOK },
      caption(`Tea ${'😀'.repeat(1_101)}`, 3),
      ['length'],
    ],
    ['short', { length: TextLength.SHORT }, caption('tea '.repeat(20), 3), []],
    ['too long for short', { length: TextLength.SHORT }, caption('tea '.repeat(21), 3), ['wordCount']],
  ])('of a caption for %s are correct', (_, options, text, names) => {
    expect(failed('SOCIAL_MEDIA_CAPTION', options, text)).toEqual(names);
  });

  it('of an outline depend on its length', () => {
    const outline = (sections: number) =>
      [
        '# Bread',
        'It takes a day and a little patience, no more than that, and everybody can do it.',
        ...Array.from(
          { length: sections },
          (_, at) =>
            `## ${at + 1}. Step ${at}\n- One point with some words of its own\n- Another point with more words`,
        ),
        '## Conclusion\n\nBegin with one loaf today.',
      ].join('\n\n');
    expect(failed('BLOG_POST_OUTLINE', { length: TextLength.SHORT }, outline(3))).toEqual([]);
    expect(failed('BLOG_POST_OUTLINE', {}, outline(3))).toEqual(['sections']);
    expect(failed('BLOG_POST_OUTLINE', { length: TextLength.SHORT }, outline(6))).toEqual(['sections']);
    const short = asRegExp(FORMS.BLOG_POST_OUTLINE.grammar({ length: TextLength.SHORT }));
    const usual = asRegExp(FORMS.BLOG_POST_OUTLINE.grammar());
    expect([3, 6].map((sections) => short.test(outline(sections)))).toEqual([true, false]);
    expect([3, 6].map((sections) => usual.test(outline(sections)))).toEqual([false, true]);
  });
});

describe('a line in the grammar', () => {
  const grammar = asRegExp(FORMS.PRODUCT_DESCRIPTION.grammar());
  const description = (feature: string) =>
    `# Tea\n\nA tea that is as good as it can be.\n\n${`- ${feature}\n`.repeat(3)}\nOrder your tea now, today.`;
  const words = (length: number) => 'A'.repeat(length);

  it('continues to the end of a sentence, and starts no other one then', () => {
    expect(grammar.test(description('Good.'))).toBe(true);
    expect(grammar.test(description(`${words(250)}.`))).toBe(true);
    expect(grammar.test(description(`${words(250)}. And more.`))).toBe(false);
    expect(grammar.test(description(`${words(100)}. ${words(100)}.`))).toBe(true);
  });

  it('has a limit in any case', () => {
    expect(grammar.test(description(`${words(361)}.`))).toBe(true);
    expect(grammar.test(description(`${words(362)}.`))).toBe(false);
  });
});

it('a whole blog post may take more tokens and time', () => {
  expect(effortOf({ type: 'BLOG_POST' })).toBe(2);
  expect(effortOf({ type: 'BLOG_POST', options: { length: TextLength.SHORT } })).toBe(1);
  expect(effortOf({ type: 'PRODUCT_DESCRIPTION', options: { length: TextLength.LONG } })).toBe(1);
});

describe('a grammar', () => {
  const sections = (type: ContentType, length: TextLength) =>
    /section(?:-1)?\{?(\d*)/.exec(FORMS[type].grammar({ length }))?.[0];

  it.each(TYPES)('of a %s can be parsed, for every length, platform and language', (type) => {
    for (const length of [undefined, ...LENGTHS])
      for (const platform of [undefined, ...Object.values(Platform)])
        for (const language of [undefined, 'de', 'sw'])
          expect(() =>
            asRegExp(
              FORMS[type].grammar({
                ...(length && { length }),
                ...(platform && { platform }),
                ...(language && { language }),
              }),
            ),
          ).not.toThrow();
    if (type !== 'SOCIAL_MEDIA_CAPTION' && type !== 'PRODUCT_DESCRIPTION')
      expect(sections(type, TextLength.SHORT)).toBeDefined();
  });

  it('of a caption for X accepts nothing that the checks of X reject', () => {
    const grammar = asRegExp(FORMS.SOCIAL_MEDIA_CAPTION.grammar({ platform: Platform.X }));
    const sentence = `T${'e'.repeat(38)}...`;
    const text = `${sentence} ${sentence} 🍵 ${sentence} ${sentence} 🍵\n\n${Array.from({ length: 3 }, () => `#${'t'.repeat(30)}`).join(' ')}`;
    expect(grammar.test(text)).toBe(true);
    expect(weightedLength(text)).toBeLessThanOrEqual(280);
    expect(grammar.test(text.replace(sentence, `${sentence.slice(0, -3)}e.`))).toBe(false);
  });
});

it('options that an operator does not allow are rejected', () => {
  const limits = { models: ['a/one'], maxTemperature: 1 };
  expect(() => checkOptions({ model: 'a/one', temperature: 1 }, 'BLOG_POST', limits)).not.toThrow();
  expect(() => checkOptions({ model: 'b/two', temperature: 1.1 }, 'BLOG_POST', limits)).toThrow(
    /options\.model .*; options\.temperature must be at most 1/,
  );
});

it.each<[keyword: string, avoided: string, contradict: boolean]>([
  ['Green tea', 'TEA', true],
  ['Straße', 'STRASSE', true],
  ['tea-time', 'tea', true],
  ['緑茶', '茶', true],
  ['teapot', 'tea', false],
  ['tea', 'green tea', false],
])('the keyword %j and the avoided word %j contradict each other: %s', (keyword, avoided, contradict) => {
  const check = () =>
    checkOptions({ keywords: ['cup', keyword], avoid: [avoided] }, 'BLOG_POST', {
      models: [],
      maxTemperature: 1,
    });
  if (contradict) expect(check).toThrow(/options\.avoid must not repeat a keyword/);
  else expect(check).not.toThrow();
});
