import Papa from 'papaparse';
import { judgeValues, type TemplateVariable } from '../../../src/text/template.js';
import { givenOf, type Typed } from '../templates/typed.js';

/** The most texts of a batch. */
export const MAX_ROWS = 100;

export interface CsvFault {
  /** As a spreadsheet counts: the names of the columns are line 1. Null for the file as a whole. */
  line: number | null;
  column: string | null;
  message: string;
}

export interface Rows {
  rows: Typed[];
  faults: CsvFault[];
}

/**
 * The rows of a CSV file (RFC 4180) as values of a template's variables, and the faults of the file. The first line has
 * the names of the variables, or their labels.
 */
export function readCsv(text: string, variables: readonly TemplateVariable[]): Rows {
  const csv = text.replace(/^\uFEFF/, '');
  // Detected from the names only: empty lines would mislead papaparse, and a file of one column has no delimiter.
  const { delimiter } = Papa.parse(/^[^\r\n]*/.exec(csv)?.[0] ?? '').meta;
  const { data, errors } = Papa.parse<string[]>(csv, { delimiter });
  const faults: CsvFault[] = errors.map(({ row, message }) => ({
    line: (row ?? 0) + 1,
    column: null,
    message,
  }));
  const [header = [], ...below] = data;
  const lines = below
    .map((cells, index) => ({ cells, line: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const columns = header.map((cell) => {
    const wanted = cell.trim().toLowerCase();
    return variables.find(({ name, label }) => [name, label].some((word) => word.toLowerCase() === wanted));
  });
  for (const [at, column] of columns.entries()) {
    const title = header[at]?.trim() || `column ${at + 1}`;
    if (!column) faults.push({ line: 1, column: title, message: 'is not a variable of the template' });
    else if (columns.indexOf(column) < at) faults.push({ line: 1, column: title, message: 'is there twice' });
  }
  if (lines.length === 0)
    faults.push({ line: null, column: null, message: 'The file has no line below the names.' });
  if (lines.length > MAX_ROWS)
    faults.push({
      line: null,
      column: null,
      message: `The file has ${lines.length} lines; ${MAX_ROWS} at most.`,
    });
  const rows = lines.map(({ cells }) =>
    Object.fromEntries(
      columns.flatMap((column, at) => (column ? [[column.name, restored(cells[at] ?? '')] as const] : [])),
    ),
  );
  for (const { cells, line } of lines)
    if (cells.length > header.length)
      faults.push({ line, column: null, message: 'has more cells than line 1 has names' });
  for (const fault of faultsOfRows(rows, variables))
    faults.push({ ...fault, line: lines[(fault.line ?? 0) - 1]?.line ?? null });
  return { rows, faults };
}

/** The faults of rows, by the number of the row from 1 and the variable. */
export function faultsOfRows(rows: readonly Typed[], variables: readonly TemplateVariable[]): CsvFault[] {
  return rows.flatMap((row, index) =>
    judgeValues(variables, givenOf(variables, row)).faults.map(({ field, message }) => {
      const name = field.split('.').at(-1);
      return { line: index + 1, column: variables.find((one) => one.name === name)?.label ?? null, message };
    }),
  );
}

/** A text that a spreadsheet would read as a formula, with the apostrophes before it. */
const FORMULA = /^'*[\t\r]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** A cell that no spreadsheet computes: an apostrophe makes it text. */
const inert = (cell: string) => (FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell);
/** Reverses `inert`. */
const restored = (cell: string) =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

/** CSV (RFC 4180) with a byte order mark, by which spreadsheets know UTF-8. Formulas are inert. */
export const toCsv = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${Papa.unparse(
    lines.map((cells) => cells.map(inert)),
    { newline: '\r\n' },
  )}\r\n`;
