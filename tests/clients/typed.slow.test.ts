import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedOnce, defaultCacheDir } from '../../local/downloads/paths.js';
import { run } from '../../local/process/run.js';

const require = createRequire(import.meta.url);
/** Inside the checkout, so that the sources find its packages. */
let folder: string;
beforeAll(async () => {
  await mkdir('build', { recursive: true });
  folder = await mkdtemp(resolve('build/typed-'));
  await cp('schema.graphql', join(folder, 'schema.graphql'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a program in the folder, and returns its exit code and its output. */
const runHere = (program: string, args: string[]) =>
  new Promise<{ code: number | string | null | undefined; output: string }>((done) => {
    execFile(program, args, { cwd: folder }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, output: stdout + stderr }),
    );
  });
const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe('gql.tada', () => {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const source = (statusField: string) => `
    import { initGraphQLTada, type ResultOf, type VariablesOf } from 'gql.tada';
    import type { introspection } from './graphql-env.d.ts';
    const graphql = initGraphQLTada<{ introspection: introspection; scalars: { DateTime: string } }>();

    const Generate = graphql(\`
      mutation Generate($input: GenerateContentInput!) { generateContent(input: $input) { id ${statusField} } }
    \`);
    const Library = graphql(\`
      query Library($search: String) { contents(search: $search) { edges { node { id title structure { __typename } } } } }
    \`);
    const Completed = graphql(\`
      subscription Completed($after: String) { jobCompleted(after: $after) { cursor occurredAt job { generatedContent } } }
    \`);

    export const input: VariablesOf<typeof Generate>['input'] = { prompt: 'Tea', type: 'PRODUCT_DESCRIPTION' };
    export const status: ResultOf<typeof Generate>['generateContent']['status'] = 'QUEUED';
    export const titles = (page: ResultOf<typeof Library>): string[] => page.contents.edges.map(({ node }) => node.title);
    export const textOf = (event: ResultOf<typeof Completed>): string | null => event.jobCompleted.job.generatedContent;
    export const at: ResultOf<typeof Completed>['jobCompleted']['occurredAt'] = '2026-01-01T00:00:00Z';
  `;

  it('types three operations by schema.graphql, and rejects an unknown field', async () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: 'nodenext',
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      types: [],
    };
    await write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['operations.ts'] }));
    await write('package.json', '{ "type": "module" }');
    await write('operations.ts', source('status'));
    // The output of `gql.tada generate-output`. The command itself needs a TypeScript before version 7.
    const introspection = introspectionFromSchema(buildSchema(await readFile('schema.graphql', 'utf8')));
    const types = outputIntrospectionFile(minifyIntrospection(introspection), {
      fileType: '.d.ts',
      shouldPreprocess: true,
    });
    await write('graphql-env.d.ts', types);
    expect(await runHere(process.execPath, [tsc, '-p', '.'])).toEqual({ code: 0, output: '' });
    await write('operations.ts', source('state'));
    const broken = await runHere(process.execPath, [tsc, '-p', '.']);
    expect(broken.output).toMatch(/operations\.ts.*error TS/);
  });
});

describe('the Relay compiler', () => {
  const VERSION = '21.0.1';
  const source = (statusField: string) => `
    import { graphql } from 'relay-runtime';
    export const generate = graphql\`
      mutation relayGenerateMutation($input: GenerateContentInput!) { generateContent(input: $input) { id ...relay_job } }
    \`;
    export const job = graphql\`
      fragment relay_job on Job @refetchable(queryName: "relayJobRefetchQuery") { ${statusField} generatedContent }
    \`;
    export const library = graphql\`
      query relayLibraryQuery { ...relay_library }
    \`;
    export const page = graphql\`
      fragment relay_library on Query
      @refetchable(queryName: "relayLibraryPageQuery")
      @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
        contents(first: $first, after: $after) @connection(key: "relay_library_contents") { edges { node { title } } }
      }
    \`;
    export const completed = graphql\`
      subscription relayCompletedSubscription($after: String) { jobCompleted(after: $after) { cursor job { ...relay_job } } }
    \`;
  `;

  it('compiles three operations, refetches by node(id), pages, and rejects an unknown field', async (context) => {
    const relay = await install().catch((error: Error) => {
      console.warn(`NOT CHECKED: the Relay compiler could not be installed (${error.message})`);
      return null;
    });
    if (relay === null) return context.skip();
    await mkdir(join(folder, 'src'));
    const config = { src: './src', schema: './schema.graphql', language: 'typescript', eagerEsModules: true };
    await write('relay.config.json', JSON.stringify(config));
    await write('src/relay.ts', source('status'));
    const made = await runHere(process.execPath, [relay]);
    expect(made.output).toMatch(/compiled|reader/i);
    expect(made.code).toBe(0);
    await write('src/relay.ts', source('state'));
    const broken = await runHere(process.execPath, [relay]);
    expect(broken.code).not.toBe(0);
    expect(broken.output).toContain('state');
  });

  /** Not a dependency of the checkout: it contains a program of 20 MB for each platform. */
  async function install(): Promise<string> {
    const dir = join(defaultCacheDir(process.env), `relay-compiler-${VERSION}`);
    await cachedOnce(dir, async (temp) => {
      await mkdir(temp, { recursive: true });
      const npm = ['install', '--prefix', temp, '--ignore-scripts', '--no-audit', '--no-fund'];
      await run('npm', [...npm, `relay-compiler@${VERSION}`]);
    });
    return join(dir, 'node_modules', 'relay-compiler', 'cli.js');
  }
});
