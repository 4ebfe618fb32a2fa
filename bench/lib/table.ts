/** A table of words and figures; the first column is a name. */
export interface Table {
  title: string;
  columns: string[];
  rows: (string | number)[][];
  /** A note for the reader. */
  notes?: string[];
}

/** Figures to three significant digits, and no more than a reader can use. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value));
  return value.toFixed(size >= 10 ? 1 : 2);
}

/** As Markdown, with columns that line up in a terminal as well. */
export function markdown({ title, columns, rows, notes = [] }: Table): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)));
  const widths = columns.map((column, at) =>
    Math.max(column.length, ...cells.map((row) => (row[at] ?? '').length), 3),
  );
  const line = (row: string[]) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `|${widths.map((width, at) => (at === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [
    `### ${title}`,
    '',
    line(columns),
    rule,
    ...cells.map(line),
    ...notes.map((note) => `\n${note}`),
    '',
  ].join('\n');
}
