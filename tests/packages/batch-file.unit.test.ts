import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { batchInput } from '../../packages/cli/src/batch-file.js';

const read = (content: string, template?: string) =>
  batchInput(
    '-',
    Readable.from([content]),
    template,
    template === undefined ? 'PRODUCT_DESCRIPTION' : undefined,
  );

it.each([
  ['CSV', 'brand,pages\nAda,3\n'],
  ['JSON', '[{ "brand": "Ada", "pages": 3, "note": null }]'],
  ['JSON Lines', '{"brand":"Ada","pages":3}\n\n'],
])('reads the variables of a template from %s', async (_format, content) => {
  expect(await read(content, 'a template')).toEqual({
    templateId: 'a template',
    variableSets: [
      [
        { name: 'brand', value: 'Ada' },
        { name: 'pages', value: '3' },
      ],
    ],
  });
});

it.each([
  ['[{"prompt":"Tea"},null]', 'text 2 is not an object'],
  ['["Tea"]', 'text 1 is not an object'],
  ['[["Tea"]]', 'text 1 is not an object'],
  ['{"prompt":"Tea"}\n3\n', 'text 2 is not an object'],
  ['{"prompt":{"text":"Tea"}}', 'text 1: prompt must be a string'],
  ['{"prompt":["Tea"]}', 'text 1: prompt must be a string'],
  ['[{"prompt":"Tea"}', 'JSON'],
  ['[]', 'no texts'],
])('refuses %s', async (content, message) => {
  for (const template of ['a template', undefined])
    await expect(read(content, template)).rejects.toMatchObject({
      code: 'BAD_FILE',
      message: expect.stringContaining(message),
    });
});
