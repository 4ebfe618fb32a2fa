import { expect, it } from 'vitest';
import { createShow } from '../../examples/demo/show.js';

function shown() {
  let out = '';
  const show = createShow((text) => {
    out += text;
  });
  return { show, out: () => out };
}

const piece = (whole: string, status = 'PROCESSING', attempt = 1) => ({ status, attempt, whole });

it('shows a text character by character, and then one that was generated meanwhile', () => {
  const { show, out } = shown();
  const [one, two] = [show.open('ONE'), show.open('TWO')];
  one.write(piece('', 'QUEUED', 0));
  expect(out()).toBe('');
  two.write(piece('second '));
  expect(out()).toBe('\n── TWO ──\nsecond ');
  one.write(piece('first'));
  two.write(piece('second text'));
  expect(out()).toBe('\n── TWO ──\nsecond text');
  two.end('TWO done');
  expect(out()).toBe('\n── TWO ──\nsecond text\n── TWO done ──\n\n── ONE ──\nfirst');
  one.end('ONE done');
  expect(out().endsWith('first\n── ONE done ──\n')).toBe(true);
});

it('repeats nothing after a reconnection that sends the whole text', () => {
  const { show, out } = shown();
  const one = show.open('ONE');
  one.write(piece('some '));
  one.write(piece('some text'));
  one.write(piece('some te'));
  one.write(piece('some text'));
  one.write(piece('some text of it'));
  expect(out()).toBe('\n── ONE ──\nsome text of it');
});

it('reports a failed attempt, and shows the text of the next one', () => {
  const { show, out } = shown();
  const one = show.open('ONE');
  one.write(piece('broken'));
  one.write(piece('broken', 'RETRYING'));
  one.write(piece('', 'PROCESSING', 2));
  one.write(piece('whole', 'PROCESSING', 2));
  one.end('done');
  expect(out()).toBe(
    '\n── ONE ──\nbroken\n(attempt 1 failed: another follows)\n\n(new draft)\nwhole\n── done ──\n',
  );
});
