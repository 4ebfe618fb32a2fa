import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smart-content-cache-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const CODE = `import { runCached, writeCodeCaches } from './dist/infra/code-cache.js';
if (process.argv[2] === 'write') process.once('exit', writeCodeCaches);
runCached(process.argv[1]);`;

/** The output of a bundle. */
function run(name: string, write = false): string {
  const args = ['--input-type=module', '--eval', CODE, join(folder, name), write ? 'write' : 'read'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return stdout + stderr;
}

const put = (name: string, text: string) => writeFile(join(folder, name), text);
const bundleOf = (word: string) => `require('./part.cjs')(${JSON.stringify(word)});\n`;
async function cachesOf(name: string): Promise<string[]> {
  return (await readdir(folder))
    .filter((file) => file.startsWith(name) && file.endsWith('.cache'))
    .toSorted();
}

it('uses the code that V8 compiled when the cache was written, and compiles without one', async () => {
  await put('part.cjs', `module.exports = (word) => console.log(word, require('node:path').sep);`);
  await put('one.cjs', bundleOf('one'));
  await put('two.cjs', bundleOf('two'));
  expect(run('one.cjs')).toBe('one /\n');
  expect(await cachesOf('')).toEqual([]);

  expect(run('one.cjs', true)).toBe('one /\n');
  expect(run('two.cjs', true)).toBe('two /\n');
  const [one] = await cachesOf('one.cjs');
  const [two] = await cachesOf('two.cjs');
  expect(await cachesOf('part.cjs')).toHaveLength(1);
  expect(run('one.cjs')).toBe('one /\n');

  // Sources of the same length: V8 accepts the cache of the other one, so the output shows that the cache is used.
  await writeFile(join(folder, one ?? ''), await readFile(join(folder, two ?? '')));
  expect(run('one.cjs')).toBe('two /\n');

  // A changed source has another cache, which does not exist until it is written.
  await put('one.cjs', bundleOf('new'));
  expect(run('one.cjs')).toBe('new /\n');
});

it('compiles if a cache cannot be used', async () => {
  await put('other.cjs', `console.log('well');`);
  run('other.cjs', true);
  const [cache] = await cachesOf('other.cjs');
  await put(cache ?? '', 'no cache of V8'.repeat(100));
  expect(run('other.cjs')).toBe('well\n');
});

it('is written by the build, and accepted by V8', async () => {
  const built = 'dist/bundle';
  const caches = (await readdir(built)).filter(
    (file) => file.startsWith('api.cjs.') && file.endsWith('.cache'),
  );
  expect(caches).toHaveLength(1);
  const [source, cachedData] = await Promise.all([
    readFile(join(built, 'api.cjs'), 'utf8'),
    readFile(join(built, caches[0] ?? '')),
  ]);
  expect(new Script(Module.wrap(source), { cachedData }).cachedDataRejected).toBe(false);
});
