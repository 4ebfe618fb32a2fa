import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { ExportFormat } from '../../src/modules/exports/export.model.js';
import { createPieceNames, nameOfTitle } from '../../src/worker/exports/file-name.js';
import { fileWith, piece, WORLD } from './pieces.js';

const second = piece({ id: 'b'.repeat(24), title: 'Coffee', body: '' });

it('JSON Lines and JSON contain the same pieces', async () => {
  const lines = await fileWith(ExportFormat.JSONL, piece(), second);
  expect(lines.name).toBe('library-2026-11-27.jsonl');
  const parsed = lines.content
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { content } = await fileWith(ExportFormat.JSON, piece(), second);
  expect(JSON.parse(content.toString())).toEqual(parsed);
  expect(parsed).toEqual(JSON.parse(JSON.stringify([piece(), second])));
  expect(JSON.parse((await fileWith(ExportFormat.JSON)).content.toString())).toEqual([]);
});

it('Markdown has a file for each piece, with its unchanged body', async () => {
  const { content, mediaType } = await fileWith(
    ExportFormat.MARKDOWN,
    piece({ title: '../"Tea": a\\b: #1' }),
    second,
  );
  expect(mediaType).toBe('application/zip');
  const files = unzipSync(content);
  expect(Object.keys(files)).toEqual(['1 Tea a b #1.md', '2 Coffee.md']);
  const [first = ''] = Object.values(files).map((bytes) => strFromU8(bytes));
  expect(first).toBe(
    `---\ntitle: "../\\"Tea\\": a\\\\b: #1"\ntype: BLOG_POST_OUTLINE\nid: "${'a'.repeat(24)}"\nversion: 2\n` +
      'tags: ["Tea", "a: \\"b\\""]\nstarred: true\n' +
      `createdAt: 2026-01-02T03:04:05.678Z\nupdatedAt: 2026-02-03T04:05:06.789Z\n---\n\n${WORLD}`,
  );
});

it('HTML runs and loads nothing, and shows the text', async () => {
  const evil = piece({
    title: '<img src=x onerror=alert(1)>',
    body: '<script>alert(1)</script> [x](javascript:alert(1)) [y](data:text/html,x) [z](https://a.test/"onclick=)\n\n![p](http://a.test/p.png)\n\n<iframe src="https://a.test">',
  });
  const html = (await fileWith(ExportFormat.HTML, piece(), evil)).content.toString();
  const tags = new Set(Array.from(html.matchAll(/<([a-z][a-z0-9]*)/gi), ([, name]) => name?.toLowerCase()));
  for (const tag of ['script', 'img', 'iframe', 'link', 'form', 'object']) expect(tags).not.toContain(tag);
  expect(html).not.toMatch(/<[^>]*\son\w+\s*=/i);
  const links = Array.from(html.matchAll(/ (?:href|src)="([^"]*)"/g), ([, to = '']) => to);
  expect(links.every((to) => /^(?:#|https?:\/\/)/.test(to))).toBe(true);
  expect(links).toContain('https://example.com/tea');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(html).toContain('الشاي الأخضر هادئ وصاف');
  expect(html).toMatch(/<th dir="auto">Tea<\/th>/);
  expect(html).toContain('@media print');
});

it('names of files are valid on every system', () => {
  expect(nameOfTitle('a/b\\c:d*e?f"g<h>i|j\u0000k\u202el')).toBe('a b c d e f g h i j k l');
  expect(nameOfTitle('..')).toBe('untitled');
  expect(nameOfTitle('CON')).toBe('_CON');
  expect(nameOfTitle('nul.txt')).toBe('_nul.txt');
  expect(nameOfTitle('Tee für zwei 緑茶. ')).toBe('Tee für zwei 緑茶');
  expect([...nameOfTitle('👩🏽‍🌾'.repeat(100))].length).toBeLessThanOrEqual(60);
  const nameOf = createPieceNames(12, 'md');
  expect([nameOf('Tea'), nameOf('Tea')]).toEqual(['01 Tea.md', '02 Tea.md']);
});
