import { describe, expect, it } from 'vitest';
import { EVAL_PROMPTS } from '../../local/eval/prompts.js';
import { type PieceResult, summarize, table } from '../../local/eval/report.js';
import { contentWords, onSubject } from '../../local/eval/subject.js';
import { ContentType } from '../../src/writing/content-type.js';

describe('the subject of a text', () => {
  it('is detected by the stems of its words, also in hashtags', () => {
    expect([...contentWords('Baking breads for the 10,000 bakers')]).toEqual([
      'bake',
      'bread',
      '10,000',
      'baker',
    ]);
    expect(onSubject('Our coffee shop opens on Saturday', 'See you! #CoffeeShop #OpeningSaturday')).toBe(
      true,
    );
  });

  it('is not detected in a text about something else', () => {
    expect(
      onSubject('A guide to baking sourdough bread at home', 'Eat vegetables before bed, at home.'),
    ).toBe(false);
    expect(onSubject('A water bottle that keeps tea warm', 'No coffee, zero ice cubes.')).toBe(false);
  });

  it('differs between the prompts', () => {
    for (const { prompt } of EVAL_PROMPTS) {
      const mistaken = EVAL_PROMPTS.filter(
        (other) => other.prompt !== prompt && onSubject(other.prompt, prompt),
      );
      expect(mistaken).toEqual([]);
    }
  });
});

it('the evaluation has ten English prompts for each type, and two in other languages', () => {
  for (const type of Object.values(ContentType)) {
    const languages = EVAL_PROMPTS.filter((prompt) => prompt.type === type).map(({ language }) => language);
    expect(languages.filter((language) => language === 'en')).toHaveLength(10);
    expect(languages.filter((language) => language !== 'en')).toHaveLength(2);
  }
});

describe('the report', () => {
  const result: PieceResult = {
    type: ContentType.SOCIAL_MEDIA_CAPTION,
    prompt: 'Snow',
    language: 'en',
    text: 'Snow',
    failedBefore: [],
    failedAfter: [],
    onSubject: true,
    seconds: 2,
    tokensPerSecond: 10,
    repair: null,
    error: null,
  };
  const results = [
    result,
    { ...result, failedBefore: ['emoji'], seconds: 6, tokensPerSecond: 12, repair: 'REPLACED' },
    { ...result, failedBefore: ['emoji'], failedAfter: ['emoji'], onSubject: false, seconds: 4 },
    { ...result, error: 'The provider took too long.', onSubject: false, tokensPerSecond: null },
  ];

  it('counts a failed text as neither in form nor on its subject', () => {
    expect(summarize(results)).toEqual({
      pieces: 4,
      passedBefore: 1,
      passedAfter: 2,
      onSubject: 2,
      medianSeconds: 4,
      maxSeconds: 6,
      tokensPerSecond: 10,
    });
  });

  it('reports other languages separately', () => {
    const rows = table([...results, { ...result, language: 'de' }]).split('\n');
    expect(rows.find((row) => row.startsWith('| All'))).toContain('| 4 | 25 % | 50 % | 50 % | 4.0, 6.0 |');
    expect(rows.at(-1)).toContain('| Other languages | 1 | 100 %');
  });
});
