import { describe, expect, it } from 'vitest';
import { excerpt, partsOf } from '../../web/src/library/excerpt.js';

describe('an excerpt', () => {
  it.each([
    ['#linocut #handprinted', '#linocut #handprinted'],
    ['Ink on the table.\n\n#linocut #handprinted', 'Ink on the table. #linocut #handprinted'],
    ['# Tea\n\n- one\n- *two*\n\n> three', 'Tea one two three'],
    ['-5 degrees', '-5 degrees'],
    ['a_b_c 2 * 3 * 4', 'a_b_c 2 * 3 * 4'],
    ['```js\nlet a;\n```\n[Tea](x) ![cup](y) <b>hot</b>&amp;\\*', 'let a; Tea cup hot&*'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a b 1 2'],
    ['', ''],
  ])('of %j is %j', (body, text) => expect(excerpt(body, null)).toBe(text));

  it('begins before the match, and splits no emoji', () => {
    const body = `${'word '.repeat(2_000)}\n\n**Crème** brûlée ${'👩‍🍳'.repeat(100)}`;
    const found = excerpt(body, 'BRULEE');
    expect(found).toMatch(/^….*Crème brûlée (👩‍🍳)+…$/u);
    expect(found.length).toBeLessThan(300);
    expect(excerpt('👩‍🍳'.repeat(100), null)).toMatch(/^(👩‍🍳)+…$/u);
    expect(excerpt(body, 'nothing of it')).toMatch(/^word /);
  });
});

describe('the marks of a search', () => {
  it.each([
    ['Crème brûlée at home', 'home BRULEE', ['Crème ', 'brûlée', ' at ', 'home', '']],
    ['Crème brûlée', '"creme brulee"', ['', 'Crème brûlée', '']],
    ['Cafe\u0301s', 'café', ['', 'Cafe\u0301', 's']],
    ['Straße 5', 'strasse', ['', 'Straße', ' 5']],
    ['Straße 5', 'stras', ['', 'Straß', 'e 5']],
    ['a.b axb', '.', ['a', '.', 'b axb']],
    ['teapot', 'tea eap', ['', 'teap', 'ot']],
    ['Tea', ' ', ['Tea']],
    ['Tea', null, ['Tea']],
  ])('in %j for %j are correct', (text, search, parts) => expect(partsOf(text, search)).toEqual(parts));
});
