import { spawnSync } from 'node:child_process';
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

const ENTRIES = ['api', 'worker'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist', 'bundle');
const stamp = await hashOf(root, ['dist/.stamp', 'scripts/bundle.mjs']);
if ((await readFile(join(out, '.stamp'), 'utf8').catch(() => '')) !== stamp) await bundle();

async function bundle() {
  const { rolldown } = await import('rolldown');
  const fresh = `${out}.${process.pid}`;
  const bundled = await rolldown({
    cwd: root,
    input: Object.fromEntries(ENTRIES.map((entry) => [entry, `dist/${entry}.js`])),
    platform: 'node',
    external: EXTERNAL,
    // As Node resolves a package without exports: an import and a require of graphql get one module.
    resolve: { mainFields: ['main'] },
    logLevel: 'warn',
  });
  await bundled.write({
    dir: fresh,
    // Node 20 has a code cache for CommonJS only.
    format: 'cjs',
    // An import() in such a script prints a warning of Node 20.
    dynamicImportInCjs: false,
    sourcemap: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    // They are a fifth of what is parsed at each start.
    comments: false,
  });
  await bundled.close();
  for (const entry of ENTRIES) await writeFile(join(fresh, `${entry}.js`), entryOf(entry));
  await writeFile(join(fresh, '.stamp'), stamp);
  await replaceFolder(fresh, out);
  // In its place: V8 keeps the names of the files, which stack traces have. The worker loads the same files but one: a
  // cache of it would save 60 ms of its start, and cost a second here.
  writeCodeCache(join(out, 'api.cjs'));
}

/** What `node dist/bundle/api.js` runs. */
function entryOf(/** @type {string} */ entry) {
  return `import { fileURLToPath } from 'node:url';
import { runCached } from '../infra/code-cache.js';

runCached(fileURLToPath(new URL('${entry}.cjs', import.meta.url)));
`;
}

/** Runs a bundle until it refuses its settings: all modules are loaded then, and nothing is opened. */
function writeCodeCache(/** @type {string} */ file) {
  const code = `import { runCached, writeCodeCaches } from './dist/infra/code-cache.js';
process.once('exit', writeCodeCaches);
runCached(process.argv[1]);`;
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'none' };
  spawnSync(process.execPath, ['--input-type=module', '--eval', code, file], {
    cwd: root,
    env,
    stdio: 'ignore',
  });
}
