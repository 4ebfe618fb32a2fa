import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** The build in a separate checkout, with one source file and without the web app. */
let root: string;
const source = (text: string) => writeFile(join(root, 'src', 'one.ts'), text);
const built = () => readFile(join(root, 'dist', 'one.js'), 'utf8');
const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
const build = () => node('scripts/build.mjs');
const TSC = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'smart-content-build-'));
  for (const name of [
    'scripts',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ]) {
    await cp(name, join(root, name), { recursive: true });
  }
  await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  for (const folder of ['src', 'web']) await mkdir(join(root, folder));
  await writeFile(join(root, 'web', 'build.js'), '');
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('compiles changes, skips the compiler if nothing has changed, and never uses the output of another build', async () => {
  await source("export const word = 'first';\n");
  expect(build().status).toBe(0);
  expect(await built()).toContain("'first'");

  await writeFile(join(root, 'dist', 'one.js'), '// left as it was');
  expect(build().status).toBe(0);
  expect(await built()).toBe('// left as it was');

  // The state after a compiler in watch mode built a change that was reverted.
  await source("export const word = 'tried';\n");
  expect(node(...TSC).status).toBe(0);
  await source("export const word = 'first';\n");
  expect(build().status).toBe(0);
  expect(await built()).toContain("'first'");
});

it('fails with the output of the compiler, until the error is fixed', async () => {
  await source('export const word = ;\n');
  for (let time = 0; time < 2; time++) {
    const { status, stdout } = build();
    expect(status).not.toBe(0);
    expect(stdout).toContain('Expression expected');
  }
  await source('export const word: number = 1;\n');
  expect(build().status).toBe(0);
  expect(await built()).toContain('word = 1');
});
