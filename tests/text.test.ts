import { describe, expect, it } from 'vitest';
import { createPasswords } from '../src/auth/password.js';
import { normalizeEmail, presentEmail } from '../src/auth/user.model.js';
import { titleOf } from '../src/generation/generation.service.js';
import { cleanModelText, countCharacters, isBlank, isPlainText, normalizeText } from '../src/text.js';

describe('text', () => {
  it('is NFC, and counted in code points', () => {
    expect(normalizeText('Cafe\u0301\r\nTea')).toBe('Café\r\nTea');
    expect(countCharacters('☎️')).toBe(2);
    expect(countCharacters('🍵')).toBe(1);
  });

  it.each(['', ' \t\n', '\u200b\ufeff', '\ufe0f', '\u3164', '\u2800', '\u00ad'])('is blank: %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['a', '☎️', '.', '\u200bé'])('is not blank: %j', (text) => expect(isBlank(text)).toBe(false));

  it('of a model has nothing that a person may not send', () => {
    const cleaned = cleanModelText('a\u0000b\u007f\ud83d c\td\n');
    expect(cleaned).toBe('ab\ufffd c\td\n');
    for (const text of ['a\u0000b', '\ud83d']) expect(isPlainText(text)).toBe(false);
    expect(isPlainText(cleaned)).toBe(true);
  });
});

describe('an email', () => {
  it('has its domain in ASCII, and is shown in its own script', () => {
    for (const email of ['Ada@münchen.example', 'ada@xn--mnchen-3ya.example', 'ada@MÜNCHEN.example'])
      expect(normalizeEmail(email)).toBe('ada@xn--mnchen-3ya.example');
    expect(presentEmail('ada@xn--mnchen-3ya.example')).toBe('ada@münchen.example');
  });
});

describe('a password', () => {
  it('is the same however its accents and spaces are typed, and as an earlier version hashed it', async () => {
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
    ['_Snow_ in town', '_Snow_ in town'],
  ])('of %j is %j', (text, title) => expect(titleOf(text)).toBe(title));
});
