/** The same numbers for the same seed, from 0 to below 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LETTERS = 'eeeeeettttaaaaooooiiiinnnnsssshhhrrrddlllcuumwfgypbvk';
const CORPUS_LENGTH = 1_000_000;

/** Made-up words, sentences and paragraphs of plain English letters. */
function makeCorpus(): string {
  const next = random(7);
  const words = Array.from({ length: 5_000 }, () =>
    Array.from(
      { length: 2 + Math.floor(next() * 8) },
      () => LETTERS[Math.floor(next() * LETTERS.length)],
    ).join(''),
  );
  const parts: string[] = [];
  for (let length = 0; length < CORPUS_LENGTH * 1.1; ) {
    const end = next();
    const part = `${words[Math.floor(next() * words.length)]}${end < 0.01 ? '.\n\n' : end < 0.08 ? '. ' : ' '}`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

let corpus: string | undefined;

/** The text of one piece, always the same for a number. One in three ends as captions do, outside of ASCII. */
export function textFor(number: number, length: number): string {
  corpus ??= makeCorpus();
  const start = Math.imul(number, 2_654_435_761) >>> 0;
  const from = start % (CORPUS_LENGTH - length);
  const text = corpus.slice(from, from + length);
  return number % 3 === 0 ? `${text.slice(0, -4)} — 🌿` : text;
}
