import { describe, expect, it } from 'vitest';
import { createPasswords } from '../src/modules/auth/password.js';
import { normalizeEmail, presentEmail } from '../src/modules/auth/user.model.js';
import { titleOf } from '../src/modules/content/title.js';
import {
  cleanModelText,
  countCharacters,
  cutText,
  isBlank,
  isPlainText,
  normalizeText,
} from '../src/text/text.js';

describe('text', () => {
  it('is normalized to NFC, and counted in code points', () => {
    expect(normalizeText('Cafe\u0301\r\nTea')).toBe('Café\r\nTea');
    expect(countCharacters('☎️')).toBe(2);
    expect(countCharacters('🍵')).toBe(1);
  });

  it.each([
    '',
    ' \t\n',
    '\u200b\ufeff',
    '\ufe0f',
    '\u3164',
    '\u2800',
    '\u00ad',
    '\u0085',
    '\u17b4',
    '\u180b',
    '\u{e0100}',
  ])('is blank: %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['a', '☎️', '.', '\u200bé'])('is not blank: %j', (text) => expect(isBlank(text)).toBe(false));

  it('of a model contains nothing that users may not send', () => {
    const cleaned = cleanModelText('a\u0000b\u007f\u009b\ud83d c\td\n\u0085');
    expect(cleaned).toBe('ab\ufffd c\td\n\u0085');
    for (const text of ['a\u0000b', '\u0080', '\u009f', '\ud83d']) expect(isPlainText(text)).toBe(false);
    expect(isPlainText(cleaned)).toBe(true);
  });
});

describe('a truncated text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['🍵🍵', 1, '🍵'],
    ['ab👩‍🍳', 4, 'ab'],
    ['abe\u0301', 3, 'ab'],
    [`a${'\u0301'.repeat(100)}`, 10, `a${'\u0301'.repeat(9)}`],
  ])('%j, %d, is %j', (text, max, cut) => expect(cutText(text, max)).toBe(cut));
});

describe('an email', () => {
  it('has its domain in ASCII, and is displayed in its own script', () => {
    for (const email of ['Ada@münchen.example', 'ada@xn--mnchen-3ya.example', 'ada@MÜNCHEN.example'])
      expect(normalizeEmail(email)).toBe('ada@xn--mnchen-3ya.example');
    expect(presentEmail('ada@xn--mnchen-3ya.example')).toBe('ada@münchen.example');
  });

  it('rejects invisible characters', () => {
    for (const email of ['a\u00adda@example.com', 'ada\u200b@example.com', '\ufeffada@exa\u200dmple.com'])
      expect(normalizeEmail(email)).toBe('ada@example.com');
  });
});

describe('a password', () => {
  it('is the same for all normal forms of its accents and spaces, and matches a hash of an earlier version', async () => {
    const passwords = await createPasswords(4);
    const [composed, decomposed] = ['Crème brûlée'.normalize('NFC'), 'Crème\u00a0brûlée'.normalize('NFD')];
    const hash = await passwords.hash(decomposed);
    expect(await passwords.matches(composed, hash)).toBe(true);
    expect(await passwords.matches(decomposed, hash)).toBe(true);
    expect(await passwords.matches('Creme brulee', hash)).toBe(false);
    const { hash: bcryptHash } = (await import('bcrypt')).default;
    expect(await passwords.matches(decomposed, await bcryptHash(decomposed, 4))).toBe(true);
  });
});

describe('a default title', () => {
  it.each([
    ['**Title:** A Teapot\n\nText', 'A Teapot'],
    ['**Title: A Teapot**', 'Title: A Teapot'.slice(7)],
    ['# A Teapot', 'A Teapot'],
    ['## Title: A Teapot ##', 'A Teapot'],
    ['```markdown\n# A Teapot\n```', 'A Teapot'],
    ['#linocut #handprinted', '#linocut #handprinted'],
    ['> *A Teapot*', 'A Teapot'],
    ['- A Teapot', 'A Teapot'],
    ['• A Teapot\n• A cup', 'A Teapot'],
    ['\ufeff# A Teapot', 'A Teapot'],
    ['\u200b## A Teapot', 'A Teapot'],
    ['_Snow_ in town', 'Snow in town'],
    ['snake_case and 2 * 3 * 4', 'snake_case and 2 * 3 * 4'],
    ['**Title**: A Teapot', 'A Teapot'],
    ['**Title:**A Teapot', 'A Teapot'],
    ['Title:\n\nA Teapot', 'A Teapot'],
    ['## Title\n\nA Teapot', 'A Teapot'],
    ['Title', 'Title'],
    ['A Teapot\n===', 'A Teapot'],
    ['---\ntitle: A Teapot\n---\n\nText', 'A Teapot'],
    ['~~~\nTitle: A Teapot\n~~~', 'A Teapot'],
    ['```js\nconst a = 1;\n```\n\nA Teapot', 'A Teapot'],
    ['```js\nconst a = 1;\n```', 'const a = 1;'],
    ['```\n```', 'Untitled'],
    ['1. A Teapot\n2. A cup', 'A Teapot'],
    ['- [ ] A Teapot', 'A Teapot'],
    ['[A Teapot](https://example.com/a_b_c "it")', 'A Teapot'],
    ['![A Teapot](a.png)\n\nText', 'A Teapot'],
    ['![](a.png)\n\nA Teapot', 'A Teapot'],
    ['A [Teapot][1]\n\n[1]: https://example.com', 'A Teapot'],
    ['| A | Teapot |\n|---|---|\n| 1 | 2 |', 'A Teapot'],
    ['<h1 class="x">Tea &amp; Co</h1>', 'Tea & Co'],
    ['<!-- made by a model -->\n\nA <b>Tea</b>pot', 'A Teapot'],
    ['Tea &amp; Co, \\*not\\* bold', 'Tea & Co, *not* bold'],
    ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
    ['~~A~~ `Teapot`', 'A Teapot'],
    ['🌿🌿\n\nA Teapot', 'A Teapot'],
    ['🌿🌿', '🌿🌿'],
    ['\\#linocut', '#linocut'],
    ['#1 of all teapots', '#1 of all teapots'],
    [`**${'茶'.repeat(201)}**`, `${'茶'.repeat(199)}…`],
    [`${'茶'.repeat(200)}`, '茶'.repeat(200)],
    [`${'茶'.repeat(197)}👩‍🍳👩‍🍳`, `${'茶'.repeat(197)}…`],
  ])('of %j is %j', (text, title) => expect(titleOf(text)).toBe(title));

  it('takes linear time for any text', () => {
    for (const sign of ['> ', '- ', '[', '![', '*a ', '`', '<', '**a_', '|', '&', '\\\\']) {
      const start = performance.now();
      expect(titleOf(`${sign.repeat(50_000)}A Teapot`)).not.toBe('');
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});
