import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';

const DIST = 'packages/client/dist';
/** What each built file may import, besides the others. */
const PEERS = ['graphql', 'graphql-ws/client'];
/** Compressed by gzip, including 3.2 kB of graphql-ws. */
const LIMIT_BYTES = 8_500;
/** What `jobs` and `batches` together add to it. */
const MORE_BYTES = 1_500;

const importsOf = (text: string) =>
  [...text.matchAll(/(?:from|import) *\(?['"]([^'"]+)['"]/g)].map(([, name = '']) => name);

describe('the built client', () => {
  it('imports only its peers, and nothing of Node', async () => {
    const files = (await readdir(DIST, { recursive: true })).filter((file) => file.endsWith('.js'));
    expect(files).toEqual(
      expect.arrayContaining([
        'index.js',
        'jobs.js',
        'batches.js',
        'react.js',
        'operations.js',
        'testing/index.js',
      ]),
    );
    for (const file of files) {
      const others = importsOf(await readFile(`${DIST}/${file}`, 'utf8')).filter(
        (name) => !name.startsWith('.'),
      );
      expect(others.filter((name) => !PEERS.includes(name))).toEqual(file === 'react.js' ? ['react'] : []);
    }
  });

  it('compiles with the language and the globals that all runtimes have', async () => {
    const { compilerOptions } = JSON.parse(await readFile('packages/client/tsconfig.json', 'utf8'));
    expect(compilerOptions).toMatchObject({ lib: ['es2022'], types: [] });
  });

  it('is small in a browser, and omits unused code', async () => {
    const whole = await bundled("export { createSmartContent } from '@smart-content/client'");
    expect(gzipSync(whole, { level: 9 }).length).toBeLessThan(LIMIT_BYTES);
    // An operation that the client itself does not send.
    expect(whole).not.toContain('DeletePiece');
    expect(whole).toContain('generateContent');
  });

  it('grows only by the imported parts of its other entries', async () => {
    const more = await bundled(`
      export { createSmartContent } from '@smart-content/client';
      export { refineJob, continueJob } from '@smart-content/client/jobs';
      export { generateBatch } from '@smart-content/client/batches';
    `);
    expect(gzipSync(more, { level: 9 }).length).toBeLessThan(LIMIT_BYTES + MORE_BYTES);
    expect(more).toContain('batchProgress');
    expect(more).not.toContain('createSchedule');
  });

  it.each(['index.js', 'react.js'])('%s loads no operation that the client never sends', async (entry) => {
    const loaded = new Set<string>();
    const load = async (file: string) => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const others = importsOf(await readFile(join(DIST, file), 'utf8')).filter((name) =>
        name.startsWith('.'),
      );
      for (const name of others) await load(join(dirname(file), name));
    };
    await load(entry);
    expect(loaded).toContain('gql/graphql.js');
    expect([...loaded].filter((file) => file.startsWith('more/'))).toEqual([]);
  });
});

/** A module as the bundler of the web app builds it. graphql’s printer is loaded only for parsed documents. */
async function bundled(code: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'virtual:entry' ? resolve('tests/packages/entry.js') : null),
        load: (id) => (id === resolve('tests/packages/entry.js') ? code : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      rolldownOptions: { input: 'virtual:entry', external: ['graphql'], preserveEntrySignatures: 'strict' },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as { output: { code?: string }[] };
  return output.map((chunk) => chunk.code ?? '').join('\n');
}
