import { expect, it } from 'vitest';
import { createShow } from '../../examples/demo/show.js';

function shown() {
  let out = '';
  const show = createShow((text) => {
    out += text;
  });
  return { show, out: () => out };
}

const piece = (offset: number, text: string, status = 'PROCESSING', attempt = 1) => ({
  status,
  attempt,
  offset,
  text,
});

it('shows a text letter by letter, and one that is written meanwhile after it', () => {
  const { show, out } = shown();
  const [one, two] = [show.open('ONE'), show.open('TWO')];
  one.write(piece(0, '', 'QUEUED', 0));
  expect(out()).toBe('');
  two.write(piece(0, 'second '));
  expect(out()).toBe('\n── TWO ──\nsecond ');
  one.write(piece(0, 'first'));
  two.write(piece(7, 'text'));
  expect(out()).toBe('\n── TWO ──\nsecond text');
  two.end('TWO done');
  expect(out()).toBe('\n── TWO ──\nsecond text\n── TWO done ──\n\n── ONE ──\nfirst');
  one.end('ONE done');
  expect(out().endsWith('first\n── ONE done ──\n')).toBe(true);
});

it('doubles nothing when a connection comes back with all of the text', () => {
  const { show, out } = shown();
  const one = show.open('ONE');
  one.write(piece(0, 'some '));
  one.write(piece(0, 'some text'));
  one.write(piece(0, 'some te'));
  one.write(piece(7, 'xt'));
  one.write(piece(5, 'text of it'));
  expect(out()).toBe('\n── ONE ──\nsome text of it');
});

it('says that an attempt failed, and shows what the next one writes', () => {
  const { show, out } = shown();
  const one = show.open('ONE');
  one.write(piece(0, 'broken'));
  one.write(piece(6, '', 'RETRYING'));
  one.write(piece(0, '', 'PROCESSING', 2));
  one.write(piece(0, 'whole', 'PROCESSING', 2));
  one.end('done');
  expect(out()).toBe(
    '\n── ONE ──\nbroken\n(attempt 1 failed: another follows)\n\n(new draft)\nwhole\n── done ──\n',
  );
});
