import { readFile, writeFile } from 'node:fs/promises';

const BEGIN = '<!-- tables -->\n';
const END = '<!-- /tables -->';

/** Replaces the tables of a page with these parts. */
export function withTables(page: string, parts: string[]): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('the page has no place for tables');
  return `${page.slice(0, begin + BEGIN.length)}\n${parts.join('\n').trim()}\n\n${page.slice(end)}`;
}

export async function writeDocs(file: string, parts: string[]): Promise<void> {
  await writeFile(file, withTables(await readFile(file, 'utf8'), parts));
}
