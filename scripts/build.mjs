import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from './hash-of.mjs';

/**
 * Builds the packages into their dist, the server into dist and its bundle, local mode and the demo into build, and the
 * web app into web/dist. It does not check types, which takes six times as long: see `npm run typecheck`. It skips a
 * part whose sources are unchanged, because this script runs before every start: comparing hashes takes a tenth of the
 * compiler's time.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const CLIENT = ['src', 'package.json', 'tsconfig.json'].map((name) => `packages/client/${name}`);
const PARTS = [
  // The packages first: others may import them.
  {
    project: 'packages/client/tsconfig.json',
    out: 'packages/client/dist',
    sources: CLIENT,
  },
  {
    project: 'packages/cli/tsconfig.json',
    out: 'packages/cli/dist',
    sources: [...CLIENT, 'packages/cli/src', 'packages/cli/tsconfig.json'],
  },
  {
    project: 'packages/mcp/tsconfig.json',
    out: 'packages/mcp/dist',
    sources: [...CLIENT, 'packages/mcp/src', 'packages/mcp/tsconfig.json'],
  },
  { project: 'tsconfig.build.json', out: 'dist', sources: ['src'] },
  // Absent from the container image, which has the server only.
  { project: 'local/tsconfig.json', out: 'build', sources: [...CLIENT, 'src', 'local', 'examples/demo'] },
];

const [client, ...others] = PARTS;
if (client) await build(client);
// Concurrent with the others: a first build takes 12 s instead of 16 s on two cores.
const web = spawn(process.execPath, [join(root, 'web', 'build.js')], { cwd: root, stdio: 'inherit' });
const webEnds = once(web, 'exit');
for (const part of others) await build(part);
if (existsSync(join(root, 'dist', 'api.js'))) await import('./bundle.mjs');
const [code] = await webEnds;
if (code !== 0) process.exit(code ?? 1);

async function build(/** @type {(typeof PARTS)[number]} */ { project, out, sources }) {
  if (!existsSync(join(root, project))) return;
  const stampFile = join(root, out, '.stamp');
  /** The hash includes the compiler's record, which any other build changes; null without a build. */
  const stampOf = async (/** @type {string} */ hash) =>
    hashOf(root, [`${out}/.tsbuildinfo`]).then(
      (build) => `${hash} ${build}`,
      () => null,
    );
  const hash = await hashOf(root, [...sources, ...SETTINGS]);
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === (await stampOf(hash))) return;
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  await writeFile(stampFile, /** @type {string} */ (await stampOf(hash)));
}
