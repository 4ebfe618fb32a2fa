import { copyFile } from 'node:fs/promises';

/**
 * Writes schema.graphql from the resolvers. With `--check` it compares only, also with the schema of the last release;
 * with `--release` the schema becomes the last release.
 */
await import('../dist/execution/emit-schema.js');
if (process.argv.includes('--check')) {
  process.argv.splice(2);
  await import('./schema-changes.mjs');
} else if (process.argv.includes('--release')) {
  await copyFile('schema.graphql', 'schema.release.graphql');
}
