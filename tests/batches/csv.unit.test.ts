import { describe, expect, it } from 'vitest';
import type { TemplateVariable } from '../../src/text/template.js';
import { readCsv, toCsv } from '../../web/src/batches/csv.js';

const variable = (name: string, label: string, more: Partial<TemplateVariable> = {}): TemplateVariable => ({
  name,
  label,
  type: 'LONG_TEXT',
  required: true,
  default: null,
  options: [],
  ...more,
});
const VARIABLES = [
  variable('topic', 'The topic'),
  variable('count', 'How many', { type: 'NUMBER', default: '3' }),
];
const read = (text: string) => readCsv(text, VARIABLES);

describe('a CSV file', () => {
  it('has rows of values, by the names or the labels of variables', () => {
    const { rows, faults } = read('\uFEFFHow many,TOPIC\r\n7,"green, ""fresh""\r\ntea"\r\n\r\n,black\r\n');
    expect(faults).toEqual([]);
    expect(rows).toEqual([
      { topic: 'green, "fresh"\r\ntea', count: '7' },
      { topic: 'black', count: '' },
    ]);
  });

  it('may be separated by semicolons, as spreadsheets of some countries write it, or have one column', () => {
    expect(read('topic;count\ngreen;7\n')).toEqual({ rows: [{ topic: 'green', count: '7' }], faults: [] });
    expect(read('topic\ngreen\nblack')).toMatchObject({
      rows: [{ topic: 'green' }, { topic: 'black' }],
      faults: [],
    });
  });

  it.each<[text: string, ...faults: [line: number | null, column: string | null, message: RegExp][]]>([
    ['', [null, null, /no line/]],
    ['topic,count', [null, null, /no line/]],
    ['topic,colour\nx,y', [1, 'colour', /not a variable/]],
    ['topic,The topic\nx,y', [1, 'The topic', /twice/]],
    ['topic,count\nx,many\n,2', [2, 'How many', /number/], [3, 'The topic', /given/]],
    ['topic,count\nx,1,y', [2, null, /more cells/]],
    [`topic\n${'x\n'.repeat(101)}`, [null, null, /101 lines/]],
  ])('%j is rejected with the line and the column of the fault', (text, ...faults) => {
    expect(read(text).faults).toEqual(
      faults.map(([line, column, message]) => ({ line, column, message: expect.stringMatching(message) })),
    );
  });

  it('with an unclosed quotation mark is reported', () => {
    expect(read('topic\n"green').faults[0]).toMatchObject({ message: expect.stringMatching(/quote/i) });
  });

  it('that is exported contains no formulas, and reads back as the same values', () => {
    const values = [
      '=1+1',
      '+cmd|x',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '＝1',
      "'quoted",
      "'=1",
      '-2',
      'a=b',
      'x "y", z\nw',
    ];
    const text = toCsv([['topic', 'count'], ...values.map((value) => [value, '-2.5'])]);
    const cells = text.split('\r\n').slice(1, -1);
    expect(cells.filter((cell) => /^"?[\t\r]*[=+\-@＝]/.test(cell) && !/^-2,/.test(cell))).toEqual([]);
    const again = readCsv(text, VARIABLES);
    expect(again.faults).toEqual([]);
    expect(again.rows.map(({ topic }) => topic)).toEqual(values);
  });
});
