import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { hashOf } from '../scripts/hash-of.mjs';
import { replaceFolder } from '../scripts/replace-folder.mjs';

/** Builds the web app into web/dist, with a compressed copy of each file; nothing where its sources are unchanged. */

const web = dirname(fileURLToPath(import.meta.url));
const dist = join(web, 'dist');
/** Holds the hash of the sources that were built last. */
const stampFile = join(dist, '.stamp');
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  'package.json',
  'build.js',
  'browsers.js',
  '../package-lock.json',
  // The client package, which scripts/build.mjs builds first.
  '../packages/client/src',
  '../packages/client/package.json',
  '../packages/client/tsconfig.json',
  // Shared with the server.
  '../src/text/plain-text.ts',
  '../src/text/search-text.ts',
];
/** Below this many bytes a compressed copy is not worth its name. */
const WORTH_COMPRESSING = 1_000;

const stamp = await hashOf(web, SOURCES);
if ((await readFile(stampFile, 'utf8').catch(() => '')) !== stamp) await build();

async function build() {
  // Loaded only where there is something to build: it takes longer than the look for changes.
  const vite = await import('vite');
  // Another command may build at the same time.
  const fresh = join(web, `dist.${process.pid}`);
  await vite.build({ root: web, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } });
  await compress(join(fresh, 'assets'));
  await writeFile(join(fresh, '.stamp'), stamp);
  await replaceFolder(fresh, dist);
}

async function compress(/** @type {string} */ folder) {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const bytes = await readFile(file);
    if (bytes.length < WORTH_COMPRESSING) continue;
    await writeFile(`${file}.br`, await promisify(brotliCompress)(bytes));
    await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }
}
