import { describe, expect, it } from 'vitest';
import { foldWithPlaces, placesOf } from '../../src/text/places.js';
import { fold, searchTerms } from '../../src/text/search-text.js';

const found = (text: string, search: string) =>
  placesOf(text, searchTerms(search)).map(({ start, end }) => text.slice(start, end));

describe('the places of a search in a text', () => {
  it.each([
    ['Crème brûlée', 'creme', ['Crème']],
    ['Cre\u0300me bru\u0302le\u0301e', 'BRULEE', ['bru\u0302le\u0301e']],
    ['Die Straße', 'strasse', ['Straße']],
    // A match of a part of a letter includes the whole letter.
    ['Die Straße', 'tras', ['traß']],
    ['STRAẞE und Maß', 'ss', ['ẞ', 'ß']],
    ['İstanbul, ISTANBUL, ıstanbul', 'istanbul', ['İstanbul', 'ISTANBUL', 'ıstanbul']],
    ['the ﬁnest ﬂour', 'fine', ['ﬁne']],
    ['the ﬁnest', 'inest', ['ﬁnest']],
    ['🫖 tea 👩‍👩‍👧 more 🇩🇪', 'tea more', ['tea', 'more']],
    ['a 👍🏽 b', '👍🏽', ['👍🏽']],
    ['ＦＵＬＬ width ﾊﾟﾝ', 'full パン', ['ＦＵＬＬ', 'ﾊﾟﾝ']],
    ['한국어 \u1112\u1161\u11ab', '한', ['한', '\u1112\u1161\u11ab']],
    ['so\u00adft hy\u200bphen', 'soft hyphen', ['so\u00adft', 'hy\u200bphen']],
    ['two \n\t lines', '"two lines"', ['two \n\t lines']],
    ['tea teapot steal', 'tea', ['tea', 'tea', 'tea']],
    ['ab', 'a b', ['ab']],
    ['don’t', "don't", ['don’t']],
    ['nothing', 'tea', []],
    ['nothing', '', []],
  ])('of %j for %j are correct', (text, search, places) => {
    expect(found(text, search)).toEqual(places);
  });

  it('match the folded text that is searched, for texts of all kinds', () => {
    const letters = [
      'a',
      'B',
      ' ',
      '\n',
      '\t',
      'é',
      'e\u0301',
      'ß',
      'ẞ',
      'İ',
      'ı',
      'ﬁ',
      'Σ',
      'ς',
      'Æ',
      'ø',
      '´',
      '’',
      '“',
      '–',
      '🫖',
      '👩‍👧',
      '🇩🇪',
      '\u200b',
      '\u00ad',
      '\u0301',
      '\u0640',
      'ｶﾞ',
      'が',
      '한',
      '\u1112\u1161\u11ab',
      'ㄱㅏ',
      '가\u11a8',
      'ﷺ',
      '½',
      '\u3000',
      '\ufeff',
      'ं',
      'क',
      'ไทย',
      '\ud83d',
      '1',
    ];
    let seed = 11;
    for (let round = 0; round < 800; round += 1) {
      const text = Array.from({ length: 1 + (round % 9) }, () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return letters[seed % letters.length];
      }).join('');
      const { folded, starts, ends } = foldWithPlaces(text);
      expect(folded, JSON.stringify(text)).toBe(fold(text));
      expect(starts).toHaveLength(folded.length);
      expect(ends.every((end, at) => end > (starts[at] ?? 0) && end <= text.length)).toBe(true);
    }
  });
});
