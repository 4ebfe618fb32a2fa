import { describe, expect, it } from 'vitest';
import { ContentType } from '../../src/writing/content-type.js';
import { FORMS } from '../../src/writing/forms.js';
import { LAYOUTS, OUTLINE } from './outlines.js';

const { BLOG_POST_OUTLINE, PRODUCT_DESCRIPTION, SOCIAL_MEDIA_CAPTION } = ContentType;
const failed = (type: ContentType, text: string) =>
  FORMS[type]
    .check(text)
    .filter(({ passed }) => !passed)
    .map(({ name }) => name);
const layout = (change: (text: string) => string) => change(LAYOUTS['the requested layout'] as string);

describe('an outline', () => {
  it.each(Object.entries(LAYOUTS))('is parsed from %s', (_, text) => {
    expect(FORMS[BLOG_POST_OUTLINE].structure(text)).toEqual(OUTLINE);
    expect(failed(BLOG_POST_OUTLINE, text)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['no title', layout((text) => text.replace(/^# .*\n\n.*\n\n/, '')), ['title', 'introduction']],
    ['no introduction', layout((text) => text.replace(`${OUTLINE.introduction}\n\n`, '')), ['introduction']],
    ['no conclusion', layout((text) => text.replace(/## Conclusion[\s\S]*$/, '')), ['conclusion']],
    ['an empty conclusion', layout((text) => text.replace(OUTLINE.conclusion, '')), ['conclusion']],
    ['four sections', layout((text) => text.replace(/## 5\. [\s\S]*?(?=## C)/, '')), ['sections']],
    ['a section with one point', layout((text) => text.replace('- Salt at length\n', '')), ['points']],
    [
      'a section with six points',
      layout((text) => text.replace('- Salt at length', '- a\n- b\n- c\n- d\n- Salt at length')),
      ['points'],
    ],
    ['the same heading twice', layout((text) => text.replace('2. Water', '2. flour')), ['headings']],
    [
      'words without a form',
      'Bread is made of flour, water and salt.',
      ['introduction', 'sections', 'points', 'conclusion'],
    ],
  ])('with %s fails its check', (_, text, names) => {
    expect(failed(BLOG_POST_OUTLINE, text)).toEqual(names);
  });

  it.each([
    '',
    'Bread is made of flour.',
    '# Bread\n\nFlour.',
    layout((text) => text.replace(/## Conclusion[\s\S]*$/, '')),
  ])('has no structure if a part is missing: %j', (text) =>
    expect(FORMS[BLOG_POST_OUTLINE].structure(text)).toBeNull(),
  );
});

describe('a product description', () => {
  const parts = {
    headline: 'Tea for Twelve Hours',
    body: 'A bottle for long days.\n\nIt fits every bag.',
    features: ['Steel: it does not break', 'A wide neck: ice fits in', 'One litre: enough for two'],
    callToAction: 'Order yours today.',
  };
  const list = '- **Steel**: it does not break\n- **A wide neck**: ice fits in\n- One litre: enough for two';

  it.each<[string, string]>([
    ['the requested layout', `# ${parts.headline}\n\n${parts.body}\n\n${list}\n\n${parts.callToAction}`],
    [
      'bold headings',
      `**${parts.headline}**\n\n${parts.body}\n\n**Key features:**\n\n${list}\n\n**Call to action:** ${parts.callToAction}`,
    ],
    [
      'a list that is introduced',
      `## ${parts.headline}\n\n${parts.body}\n\nWhat it has:\n\n${list}\n\n## ${parts.callToAction}`,
    ],
    [
      'labels in place of a list',
      `# ${parts.headline}\n\n${parts.body}\n\n**Steel:** it does not break\n\n**A wide neck:** ice fits in\n\n**One litre:** enough for two\n\n${parts.callToAction}`,
    ],
    ['an opening', `${parts.headline}\n\n${parts.body}\n\n${list}\n\n${parts.callToAction}`],
  ])('is parsed from %s', (_, text) => {
    expect(FORMS[PRODUCT_DESCRIPTION].structure(text)).toEqual(parts);
    expect(failed(PRODUCT_DESCRIPTION, text)).toEqual([]);
  });

  it('with a single paragraph has its first sentence as the opening', () => {
    const text = `Tea stays hot! A bottle for long days.\n\n${list}\n\n${parts.callToAction}`;
    expect(FORMS[PRODUCT_DESCRIPTION].structure(text)).toMatchObject({
      headline: 'Tea stays hot!',
      body: 'A bottle for long days.',
    });
  });

  it.each<[string, string, string[]]>([
    ['two features', `# A\n\nB is good.\n\n- c\n- d\n\nBuy it.`, ['features']],
    ['nothing after the list', `# A\n\nB is good.\n\n- c\n- d\n- e`, ['callToAction']],
    ['no body', `# A\n\n- c\n- d\n- e\n\nBuy it.`, ['body']],
    ['prose alone', `A bottle that keeps tea warm. Buy it.`, ['features', 'callToAction']],
  ])('with %s fails its check', (_, text, names) => {
    expect(failed(PRODUCT_DESCRIPTION, text)).toEqual(names);
  });
});

describe('a caption', () => {
  it('is parsed with its emoji and hashtags', () => {
    const text = 'Snow at last! ❄️ Come in for #cocoa ☕👩‍🍳\n\n#FirstSnow #café #hot_drinks2026';
    expect(FORMS[SOCIAL_MEDIA_CAPTION].structure(text)).toEqual({
      text: 'Snow at last! ❄️ Come in for #cocoa ☕👩‍🍳',
      emoji: ['❄️', '☕', '👩‍🍳'],
      hashtags: ['#cocoa', '#FirstSnow', '#café', '#hot_drinks2026'],
      characterCount: [...text].length,
    });
    expect(failed(SOCIAL_MEDIA_CAPTION, text)).toEqual([]);
  });

  it.each<[string, string, string[]]>([
    ['no emoji', 'Snow! #snow #winter', ['emoji']],
    ['a trademark sign alone', 'Snow™ ©2026 #snow #winter', ['emoji']],
    ['digits alone', 'Snow in 2026, 50 cm of it #snow #winter', ['emoji']],
    ['a text emoji without its selector', 'Snow ❤ #snow #winter', []],
    ['a flag and a keycap', 'Snow 🇨🇭 1️⃣ #snow #winter', []],
    ['one hashtag', 'Snow ❄️ #snow', ['hashtags']],
    ['nine hashtags', `Snow ❄️ ${'#a1 '.repeat(9)}`, ['hashtags']],
    ['numbers and anchors for hashtags', 'Snow ❄️ #1 #2 see a/#b and c#d', ['hashtags']],
    ['hashtags that touch each other', 'Snow ❄️ #snow#winter', ['hashtags']],
    ['hashtags alone', '❄️ #snow #winter', ['words']],
    ['2201 characters', `❄️ #snow #winter ${'a'.repeat(2_185)}`, ['length']],
    ['2200 characters, emoji counted as one', `❄ #snow #winter ${'😀'.repeat(2_180)}abcd`, []],
    [
      'a sentence of the example in its instructions',
      'A cake! Twelve songs, two years and far too much coffee went into it. 🍰 Which one will be yours? #cake #bakery',
      ['ownSentences'],
    ],
    ['the invitation of the example', 'Two cakes! 🍰 Which one will be yours? #cake #bakery', []],
    ['hashtags in Japanese and Arabic', 'Snow ❄️ #雪景色 #شتاء', []],
  ])('with %s gives the expected failed checks', (_, text, names) => {
    expect(failed(SOCIAL_MEDIA_CAPTION, text)).toEqual(names);
  });

  it('without hashtags and emoji has no structure', () => {
    expect(FORMS[SOCIAL_MEDIA_CAPTION].structure('Snow at last.')).toBeNull();
  });
});

describe('a text that is meant to be slow to parse', () => {
  const LONGEST = 12_000;
  it.each(['*a ', '[', '[a](', '> ', '- ', '![[]()', '**a*b_c__', '<a ', '&a', '- a\n', '`a'])(
    'of %j is parsed in time, for any type',
    (piece) => {
      const text = piece.repeat(LONGEST).slice(0, LONGEST);
      for (const type of Object.values(ContentType)) {
        const startedAt = performance.now();
        FORMS[type].check(text);
        expect(performance.now() - startedAt).toBeLessThan(1_000);
      }
    },
  );

  it('that is too long to be parsed has no structure', () => {
    const text = layout((outline) => `${outline}\n\n${'a'.repeat(LONGEST)}`);
    expect(FORMS[BLOG_POST_OUTLINE].structure(text)).toBeNull();
  });
});
