import { readFile, writeFile } from 'node:fs/promises';
const BEGIN = '<!-- tables -->\n';
const END = '<!-- /tables -->';
/** Puts these parts where a page has its tables, in place of those that it has. */
export function withTables(page, parts) {
    const begin = page.indexOf(BEGIN);
    const end = page.indexOf(END);
    if (begin < 0 || end < begin)
        throw new Error('the page has no place for tables');
    return `${page.slice(0, begin + BEGIN.length)}\n${parts.join('\n').trim()}\n\n${page.slice(end)}`;
}
export async function writeDocs(file, parts) {
    await writeFile(file, withTables(await readFile(file, 'utf8'), parts));
}
