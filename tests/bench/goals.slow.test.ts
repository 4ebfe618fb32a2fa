import { expect, it } from 'vitest';
import { withTables } from '../../bench/lib/docs.js';
import { marker, readMark } from '../../bench/lib/events.js';
import { goalsTable } from '../../bench/lib/goals.js';
import { markdown } from '../../bench/lib/table.js';
import { textFor } from '../../bench/lib/text.js';

it('marks each goal as met or missed, at the limit and above it', () => {
  const table = goalsTable([
    { what: 'more', measured: 0.8, more: true, bar: 0.7, beyond: 0.9 },
    { what: 'less', measured: 12, more: false, bar: 10, unit: ' ms' },
  ]);
  expect(table.rows).toEqual([
    ['more', '0.80', '>= 0.70', 'met', '>= 0.90', 'not met'],
    ['less', '12.0 ms', '<= 10.0 ms', 'not met', '', ''],
  ]);
});

it('writes Markdown tables with aligned columns', () => {
  const lines = markdown({
    title: 'T',
    columns: ['server', 'n'],
    rows: [
      ['a', 1_234.5],
      ['long one', 0.123],
    ],
  }).split('\n');
  expect(lines.slice(2, 6)).toEqual([
    '| server   |    n |',
    '|----------|-----:|',
    '| a        | 1235 |',
    '| long one | 0.12 |',
  ]);
});

it('generates the same text for a piece in every run, of the requested length', () => {
  expect(textFor(5, 1_000)).toBe(textFor(5, 1_000));
  expect(textFor(5, 1_000)).not.toBe(textFor(6, 1_000));
  expect(textFor(5, 1_000)).toHaveLength(1_000);
  expect(textFor(6, 1_000)).toMatch(/🌿$/);
});

it('reads the owner, the number and the age of an event from a message', () => {
  const mark = readMark(JSON.stringify({ text: `${marker(3, 7)}and more` }));
  expect(mark).toMatchObject({ user: 3, seq: 7 });
  expect(mark?.ms).toBeGreaterThanOrEqual(0);
  expect(mark?.ms).toBeLessThan(1_000);
  expect(readMark('{"type":"pong"}')).toBeNull();
});

it('replaces the tables of a page, and changes nothing else', () => {
  const page = 'above\n<!-- tables -->\n<!-- /tables -->\nbelow\n';
  const once = withTables(page, ['### A\n', '### B']);
  expect(once).toBe('above\n<!-- tables -->\n\n### A\n\n### B\n\n<!-- /tables -->\nbelow\n');
  expect(withTables(once, ['### A\n', '### B'])).toBe(once);
  expect(() => withTables('no place', [])).toThrow('no place');
});
