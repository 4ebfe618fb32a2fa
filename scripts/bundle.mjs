import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from './hash-of.mjs';
import { replaceFolder } from './replace-folder.mjs';

/**
 * Bundles the compiled API and worker into `dist/bundle`, each with the packages that it loads; nothing where the
 * compiled files are unchanged. Measured in pairs with Node 20, beside other work: an API process is ready after 2.2 to
 * 2.8 s of CPU in place of 4.7 to 5.1 s, a worker after 1.9 s in place of 3.2 s, as they load some 30 files in place of
 * some 1,900.
 */

/**
 * Packages that load files of their own by their place, or a native addon. They stay in node_modules, as does what the
 * bundled packages try to load and is not installed.
 */
const EXTERNAL = [
  'bcrypt',
  'msgpackr',
  'msgpackr-extract',
  'pino',
  'pino-pretty',
  'pdfkit',
  'altair-static',
  /^@bull-board\//,
];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist', 'bundle');
const stamp = await hashOf(root, ['dist/.stamp', 'scripts/bundle.mjs']);
if ((await readFile(join(out, '.stamp'), 'utf8').catch(() => '')) !== stamp) await bundle();

async function bundle() {
  const { rolldown } = await import('rolldown');
  const fresh = `${out}.${process.pid}`;
  const bundled = await rolldown({
    cwd: root,
    input: { api: 'dist/api.js', worker: 'dist/worker.js' },
    platform: 'node',
    external: EXTERNAL,
    // As Node resolves a package without exports: an import and a require of graphql get one module.
    resolve: { mainFields: ['main'] },
    logLevel: 'warn',
  });
  await bundled.write({
    dir: fresh,
    format: 'esm',
    sourcemap: true,
    chunkFileNames: '[name].js',
    // They are a fifth of what is parsed at each start.
    comments: false,
  });
  await bundled.close();
  await writeFile(join(fresh, '.stamp'), stamp);
  await replaceFolder(fresh, out);
}
