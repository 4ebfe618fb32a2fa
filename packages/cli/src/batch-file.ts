import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import type { ContentType, GenerateBatchInput, TextRequestInput } from '@smart-content/client';
import { variableValues } from '@smart-content/client/jobs';
import { EXIT, Failure } from './failure.js';

/** A line of a file of texts: names and values. */
type Row = Record<string, string | number | boolean | null>;

/**
 * The texts of a file: CSV with a line of names, a JSON array, or JSON Lines. With a template each name is a variable.
 * Without one, each line has a `prompt`, and a `type` if it differs from the default.
 * @param file `-` reads stdin
 */
export async function batchInput(
  file: string,
  stdin: Readable,
  templateId: string | undefined,
  type: ContentType | undefined,
): Promise<Pick<GenerateBatchInput, 'items' | 'templateId' | 'variableSets'>> {
  const lines = await linesOf(await read(file, stdin), file);
  if (lines.length === 0) throw bad(file, 'it has no texts');
  const rows = lines.map((line, index) => rowOf(line, index, file));
  if (templateId !== undefined)
    return { templateId, variableSets: rows.map((row) => variableValues(textsOf(row))) };
  return { items: rows.map((row, index) => itemOf(row, index, file, type)) };
}

async function read(file: string, stdin: Readable): Promise<string> {
  try {
    const content = await (file === '-' ? readAll(stdin) : readFile(file, 'utf8'));
    return content.replace(/^\uFEFF/, '');
  } catch (error) {
    throw bad(file, (error as Error).message);
  }
}

async function linesOf(content: string, file: string): Promise<unknown[]> {
  const start = content.trimStart()[0];
  try {
    if (start === '[') return JSON.parse(content) as unknown[];
    if (start === '{')
      return content
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown);
    // Loaded here, so that other commands start faster.
    const { parse } = await import('csv-parse/sync');
    return parse(content, { columns: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw bad(file, (error as Error).message);
  }
}

function rowOf(line: unknown, index: number, file: string): Row {
  if (typeof line !== 'object' || line === null || Array.isArray(line))
    throw bad(file, `text ${index + 1} is not an object of names and values`);
  const [nested] =
    Object.entries(line).find(([, value]) => typeof value === 'object' && value !== null) ?? [];
  if (nested !== undefined)
    throw bad(file, `text ${index + 1}: ${nested} must be a string, a number, a boolean or null`);
  return line as Row;
}

/** A missing value takes the default of the template. */
const textsOf = (row: Row): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [name, String(value)]),
  );

function itemOf(row: Row, index: number, file: string, type: ContentType | undefined): TextRequestInput {
  const { prompt, type: own } = textsOf(row);
  if (prompt === undefined) throw bad(file, `text ${index + 1} has no prompt`);
  const chosen = (own as ContentType | undefined) ?? type;
  if (chosen === undefined) throw bad(file, `text ${index + 1} has no type: add one, or give --type`);
  return { prompt, type: chosen };
}

const bad = (file: string, why: string) => new Failure(EXIT.usage, 'BAD_FILE', `${file}: ${why}.`);
