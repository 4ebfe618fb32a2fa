import { readFile, writeFile } from 'node:fs/promises';
import { assertValidSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './schema.js';

/** Writes schema.graphql from the resolvers; with `--check` it fails if the file is not up to date. */
const FILE = new URL('../../schema.graphql', import.meta.url);
const NOTE = '# Made from the resolvers by `npm run schema`; change those, not this file.\n\n';

const schema = await buildSchema();
assertValidSchema(schema);
const sdl = `${NOTE}${printSchema(lexicographicSortSchema(schema))}\n`;
if (process.argv.includes('--check')) {
  if ((await readFile(FILE, 'utf8').catch(() => '')) !== sdl) {
    console.error('schema.graphql is out of date: run `npm run schema` and commit it');
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, sdl);
}
