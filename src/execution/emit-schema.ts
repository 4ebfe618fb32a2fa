import { readFile, writeFile } from 'node:fs/promises';
import { buildSchema as buildFromText, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './schema.js';
import { breakingChanges, undatedDeprecations } from './schema-changes.js';

/**
 * Writes schema.graphql from the resolvers. With `--check` it fails if the file is not up to date, if the schema breaks
 * clients of the last release, and if a deprecation has no date. With `--release` the schema becomes the last release.
 */
const FILE = new URL('../../schema.graphql', import.meta.url);
const RELEASE = new URL('../../schema.release.graphql', import.meta.url);
const NOTE = '# Made from the resolvers by `npm run schema`; change those, not this file.\n\n';

const schema = lexicographicSortSchema(await buildSchema());
const sdl = `${NOTE}${printSchema(schema)}\n`;

async function faults(): Promise<string[]> {
  const current = (await readFile(FILE, 'utf8').catch(() => '')) === sdl;
  const release = buildFromText(await readFile(RELEASE, 'utf8'));
  return [
    ...(current ? [] : ['schema.graphql is not what the resolvers say: run `npm run schema` and commit it']),
    ...(await breakingChanges(release, schema)).map(
      (change) => `breaks clients of the last release (schema.release.graphql): ${change}`,
    ),
    ...undatedDeprecations(schema).map(
      (place) => `${place} is deprecated without a date (YYYY-MM-DD) from which it may go`,
    ),
  ];
}

if (process.argv.includes('--check')) {
  for (const fault of await faults()) {
    console.error(fault);
    process.exitCode = 1;
  }
} else {
  await writeFile(FILE, sdl);
  if (process.argv.includes('--release')) await writeFile(RELEASE, sdl);
}
