import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The tree shows all folders below these. Of every other folder at the root, it shows only the folder itself. */
const SHOWN_WHOLE = ['src', 'local'];
/** The tree shows the direct subfolders of these. */
const SHOWN_ONE_LEVEL = ['examples', 'packages'];

/** The paths of the folders in the tree of docs/architecture.md. */
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
  it('shows the existing folders', () => {
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

describe('the server', () => {
  it('imports only packages that the image installs', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(packagesOf('src').filter((name) => !(name in dependencies))).toEqual([]);
  });

  it('is checked for imports of packages that the image does not install', () => {
    expect(packagesOf('local')).toContain('cli-progress');
  });
});

/** The packages that the files of a folder import, without the modules of Node. */
function packagesOf(folder: string): string[] {
  const names = filesOfCheckout()
    .filter((file) => file.startsWith(`${folder}/`) && file.endsWith('.ts') && existsSync(file))
    .flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/(?<!')\b(?:from|import\(|import) ?'([^'.][^']*)'/g),
    ])
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !specifier.startsWith('node:'))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return [...new Set(names)].sort();
}

describe('the glossary', () => {
  const sources = filesOfCheckout()
    .filter((file) => (file.startsWith('src/') && file.endsWith('.ts')) || file === 'schema.graphql')
    .filter((file) => existsSync(file))
    .map((file) => `${file}\n${readFileSync(file, 'utf8')}`)
    .join('\n');
  const isThere = (name: string) => new RegExp(`\\b${name.split('.').join('\\b[^]*?\\b')}\\b`).test(sources);
  const rows = readFileSync('docs/glossary.md', 'utf8').matchAll(
    /^\| \*\*([^*]+)\*\* \|.*?\| ([^|]*\|[^|]*)\|$/gm,
  );
  const terms = [...rows].map(([, term = '', names = '']) => ({
    term,
    names: [...names.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name),
  }));

  it.each(terms)('uses the names of schema and code for $term', ({ names }) => {
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('is checked for unknown names', () => {
    expect(terms.length).toBeGreaterThan(12);
    expect(isThere('holdsBackNothing')).toBe(false);
  });
});

describe('the documentation', () => {
  const pages = filesOfCheckout().filter(
    (file) => file.endsWith('.md') && !file.startsWith('examples/demo/gql'),
  );

  it.each(pages)('%s has no broken links', (page) => {
    expect(brokenLinks(page, readFileSync(page, 'utf8'))).toEqual([]);
  });

  it('starts with a README of at most 150 lines', () => {
    expect(readFileSync('README.md', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });

  it('is checked for links to missing files and headings', () => {
    const page =
      '[a](docs/api.md) [b](docs/none.md) [c](docs/api.md#nothing) `tests/none.test.ts` `src/api.ts`';
    expect(brokenLinks('README.md', page)).toEqual([
      'docs/none.md',
      'docs/api.md#nothing',
      'tests/none.test.ts',
    ]);
  });
});

/** The relative links, and the paths from the root in backticks, that do not exist. */
function brokenLinks(page: string, text: string): string[] {
  const links = [...text.matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => {
    const [path = '', heading] = link.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    if (!existsSync(file)) return true;
    return heading !== undefined && !headingsOf(readFileSync(file, 'utf8')).includes(heading);
  });
  const named = [...text.matchAll(/`((?:src|local|tests|web|docs|scripts|bench|examples)\/[\w./-]+)`/g)]
    .map(([, path = '']) => path)
    // Hidden folders and build output are not part of a checkout. A page may name files relative to its own folder.
    .filter((path) => !/\/\.|^web\/dist/.test(path))
    .filter((path) => !existsSync(path) && !existsSync(join(dirname(page), path)));
  return [...broken, ...named];
}

/** The id that GitHub gives a heading. */
const headingsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
