import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Of these the tree shows all folders; of every other one at the root, only itself. */
const SHOWN_WHOLE = ['src', 'local'];
/** Of these the tree shows the folders directly below. */
const SHOWN_ONE_LEVEL = ['examples'];

/** The folders of the tree in docs/architecture.md, by their paths. */
function foldersOfTree(page: string): string[] {
  const [, tree] = /<!-- ARCHITECTURE.*?```text\n(.*?)```/s.exec(page) ?? [];
  const open: string[] = [];
  return (tree ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, indent = '', name = ''] = /^( *)([\w.-]+)\/ +\S/.exec(line) ?? [];
      if (!name) throw new Error(`not a folder with a description: ${line}`);
      open.length = indent.length / 2;
      open.push(name);
      return open.join('/');
    });
}

/** The folders of these files that the tree must show. */
function foldersOfFiles(files: string[]): string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const parts = dirname(file).split('/');
    const [root = ''] = parts;
    if (root === '.') continue;
    const depth = SHOWN_WHOLE.includes(root) ? parts.length : SHOWN_ONE_LEVEL.includes(root) ? 2 : 1;
    for (let length = 1; length <= Math.min(depth, parts.length); length++)
      folders.add(parts.slice(0, length).join('/'));
  }
  return [...folders].sort();
}

const filesOfCheckout = () =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);

describe('the tree of docs/architecture.md', () => {
  it('shows the folders that there are', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    expect(foldersOfTree(page).sort()).toEqual(foldersOfFiles(filesOfCheckout()));
  });

  it('is compared by path, at every depth that it shows', () => {
    expect(
      foldersOfTree('<!-- ARCHITECTURE -->\n```text\nsrc/  a\n  b/  c\n    d/  e\nweb/  f\n```\n'),
    ).toEqual(['src', 'src/b', 'src/b/d', 'web']);
    expect(foldersOfFiles(['README.md', 'src/b/d/x.ts', 'web/src/y.ts', 'examples/a/src/z.ts'])).toEqual([
      'examples',
      'examples/a',
      'src',
      'src/b',
      'src/b/d',
      'web',
    ]);
  });
});
