import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from './hash-of.mjs';

/**
 * Builds the server into dist and the web app into web/dist; nothing where their sources are unchanged, which takes a
 * tenth of the time that the compiler needs to find it out, and comes before every start.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'dist', '.stamp');
const SOURCES = ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
/** What the compiler writes with each build: any other build than the one that was stamped has changed it. */
const BUILD_INFO = 'dist/.tsbuildinfo';

/** Of the build that is there, were it made of these sources; null where none is. */
const stampOf = async (/** @type {string} */ sources) =>
  hashOf(root, [BUILD_INFO]).then(
    (build) => `${sources} ${build}`,
    () => null,
  );

const sources = await hashOf(root, SOURCES);
if ((await readFile(stampFile, 'utf8').catch(() => '')) !== (await stampOf(sources))) {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  await writeFile(stampFile, /** @type {string} */ (await stampOf(sources)));
}
await import('../web/build.js');
