import { describe, expect, it } from 'vitest';
import { fold, searchTerms } from '../../src/text/search-text.js';
import { CONTENT_TYPE_LABELS } from '../../src/writing/content-type.js';

describe('a folded text', () => {
  it.each([
    ['Crème BRÛLÉE', 'creme brulee'],
    ['Cafe\u0301', 'cafe'],
    ['İSTANBUL ısı', 'istanbul isi'],
    ['Straße, STRASSE, ẞ', 'strasse, strasse, ss'],
    ['ΟΔΌΣ όσος', 'οδοσ οσοσ'],
    ['Ёлка й', 'елка и'],
    ['ＡＢＣ　１２３', 'abc 123'],
    ['مُحَمَّد محـمد', 'محمد محمد'],
    ['שָׁלוֹם', 'שלום'],
    ['Łódź, smørrebrød, Ægir, Œuvre, Đà Nẵng', 'lodz, smorrebrod, aegir, oeuvre, da nang'],
    ['ﬁn ² ™', 'fin 2 tm'],
    ['don’t — “hi” «ho»', 'don\'t - "hi" "ho"'],
    ['a\u00ad\u200db \t\r\n c\u00a0d', 'ab c d'],
    // These are other words, not other accents.
    ['がく かく ｶﾞ', 'がく かく ガ'],
    ['가 각', '가 각'],
    ['की का', 'की का'],
    ['กี่ กา', 'กี่ กา'],
    ['東京駅', '東京駅'],
    ['☎️ 👩‍🍳', '☎ 👩🍳'],
  ])('of %j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
    expect(fold(text.normalize('NFC'))).toBe(folded);
    expect(fold(text.normalize('NFD'))).toBe(folded);
    expect(fold(folded)).toBe(folded);
  });

  it('keeps a combining mark that stands alone', () => {
    expect(fold('a ¨ b')).not.toBe(fold('a  b'));
  });

  it('takes linear time for any text', () => {
    for (const text of ['e\u0301', 'x\u0301\u0302\u0303', 'é ', ' ', 'x', '🍵', '\u200b', '"']) {
      const start = performance.now();
      fold(text.repeat(100_000));
      searchTerms(text.repeat(100));
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });
});

describe('a search', () => {
  it.each([
    ['  home brûlée ', ['brulee', 'home']],
    ['"home brulee" at', ['home brulee', 'at']],
    ['„Home brulee“ at', ['home brulee', 'at']],
    ['at "home  bru', ['home bru', 'at']],
    ['tea teapot TEA', ['teapot']],
    ['"', ['"']],
    ['""', ['""']],
    ['5" pipe', ['pipe', '5"']],
    ['東京　駅', ['東京', '駅']],
    [' \n\u200b ', []],
  ])('for %j looks for %j', (search, terms) => expect(searchTerms(search)).toEqual(terms));

  it('finds the types by their labels', () => {
    expect(Object.values(CONTENT_TYPE_LABELS).map(fold)).toContain('blog post outline');
  });
});
