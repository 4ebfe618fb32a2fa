import { writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { getDocumentProxy } from 'unpdf';
import { expect, it } from 'vitest';
import { ExportFormat } from '../../src/modules/exports/export.model.js';
import { fileWith, piece, WORLD } from './pieces.js';

/** Each visible word, of Latin, Chinese, Japanese, Korean, Arabic and Hebrew letters, and emoji. */
const WORDS = [
  'Tea of the world 🍵',
  'Green tea is',
  'calm',
  'bitter',
  'the shop',
  '👩🏽‍🌾',
  '緑茶は静かで澄んでいます。',
  '茶是一种饮料。',
  '녹차는 맑고 고요합니다.',
  'nested two',
  'الشاي الأخضر هادئ وصاف، والماء',
  'תה ירוק הוא רגוע',
  'Sencha 煎茶',
  '70 °C',
  'شاي',
  'Quoted words.',
  'const cup = "<b>tea</b>";',
  'The end & <script>alert(1)</script>',
];
/** Without spaces and invisible characters, which differ between readers. */
const bare = (text: string) => text.normalize('NFKC').replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');

async function textOfPdf(content: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(content), { verbosity: 0, useSystemFonts: false });
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  const outline = await pdf.getOutline();
  await pdf.destroy();
  return { text: pages.join('\n'), pages: pages.length, outline: outline?.map(({ title }) => title) };
}

it('Word documents contain every word, the table and the list', async () => {
  const { content, name } = await fileWith(ExportFormat.DOCX, piece());
  if (process.env.KEEP_EXPORTS) await writeFile(`${process.env.KEEP_EXPORTS}/world.docx`, content);
  expect(name).toBe('library-2026-11-27.docx');
  const { value: text } = await mammoth.extractRawText({ buffer: content });
  for (const word of WORDS) expect(bare(text)).toContain(bare(word));
  const { value: html } = await mammoth.convertToHtml({ buffer: content });
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toContain('<a href="https://example.com/tea">');
  const xml = new TextDecoder().decode(unzipSync(content)['word/document.xml']);
  expect(xml).toMatch(/<w:bidi\/>(?:(?!<\/w:p>).)*الشاي/);
  expect(xml).toMatch(/<w:rtl\/>(?:(?!<\/w:r>).)*الشاي/);
});

it('Word documents of several pieces are a ZIP, and characters that XML forbids are replaced', async () => {
  const { content, name } = await fileWith(
    ExportFormat.DOCX,
    piece({ title: 'One' }),
    piece({ title: 'Two', body: 'a\u0001b\uffffc' }),
  );
  expect(name).toBe('library-2026-11-27.zip');
  const files = unzipSync(content);
  expect(Object.keys(files)).toEqual(['1 One.docx', '2 Two.docx']);
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(files['2 Two.docx'] ?? []) });
  expect(value).toContain('a\ufffdb\ufffdc');
});

it('PDF contains every word of every script, and a bookmark for each piece', async () => {
  const { content } = await fileWith(
    ExportFormat.PDF,
    piece(),
    piece({ title: 'Long', body: `${'word '.repeat(3_000)}\n\n${'無'.repeat(2_000)}\n\nlast` }),
  );
  if (process.env.KEEP_EXPORTS) await writeFile(`${process.env.KEEP_EXPORTS}/world.pdf`, content);
  const { text, pages, outline } = await textOfPdf(content);
  expect(outline).toEqual([piece().title, 'Long']);
  expect(pages).toBeGreaterThan(3);
  // The file has both letters of a ligature in order, but pdf.js and Poppler reverse them with the word.
  const asRead = (word: string) => word.replace(/\u0644([\u0622\u0623\u0625\u0627])/g, '$1\u0644');
  // pdf.js returns right-to-left words in reading order. Between scripts, their order is that of the line.
  const found = bare(text);
  for (const word of WORDS.flatMap((words) => words.split(' '))) expect(found).toContain(asRead(bare(word)));
  expect(found.split('無')).toHaveLength(2_001);
  expect(found).toContain('last');
  // The file contains subsets of the fonts. The whole fonts have more than 40 MB.
  expect(content.byteLength).toBeLessThan(400_000);
});

it('documents accept input that is hard for parsers', async () => {
  const bodies = [
    '',
    ' ',
    '|',
    '| a |\n|---|\n',
    '[]()',
    '> '.repeat(100),
    `${'- '.repeat(50)}x`,
    '\u200b',
    WORLD.repeat(3),
  ];
  const pieces = bodies.map((body) => piece({ body }));
  const { text } = await textOfPdf((await fileWith(ExportFormat.PDF, ...pieces)).content);
  expect(text.match(/nested two/g)).toHaveLength(3);
  expect(Object.keys(unzipSync((await fileWith(ExportFormat.DOCX, ...pieces)).content))).toHaveLength(9);
});
