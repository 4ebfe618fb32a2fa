import { readFile, writeFile } from 'node:fs/promises';
import type { CodegenConfig } from '@graphql-codegen/cli';

const options = {
  strictScalars: true,
  scalars: { DateTime: 'string' },
  defaultScalarType: 'unknown',
  enumsAsTypes: true,
  useTypeImports: true,
  skipTypename: true,
};

/** The manifest of a client that comes with the API: see TRUSTED_DOCUMENTS. */
const manifest = (...documents: string[]) => ({ documents, plugins: ['./scripts/trusted-documents.mjs'] });

/** Types for every operation that is written with `graphql(…)`; strict, so that nothing is `any`. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  importExtension: '.js',
  hooks: { afterAllFileWrite: withoutAny },
  generates: {
    'examples/demo/gql/': {
      documents: ['examples/demo/*.ts', 'tests/**/*.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: options,
    },
    'examples/apollo-react/src/gql/': {
      documents: ['examples/apollo-react/src/*.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: options,
    },
    // Documents as strings: the client needs no parser and no printer.
    'packages/client/src/gql/': {
      documents: ['packages/client/src/operations/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...options, documentMode: 'string' },
    },
    // What the client itself does not send: in files of their own, which only those load that import them.
    'packages/client/src/more/gql/': {
      documents: ['packages/client/src/operations/fragments.graphql', 'packages/client/src/more/*.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...options, documentMode: 'string' },
    },
    'packages/client/src/enums.generated.ts': {
      plugins: ['./scripts/enum-values.mjs'],
      config: {
        constants: {
          ContentType: 'CONTENT_TYPES',
          ExportFormat: 'EXPORT_FORMATS',
          JobStatus: 'JOB_STATUSES',
          Platform: 'PLATFORMS',
          ScheduleStatus: 'SCHEDULE_STATUSES',
          TextLength: 'TEXT_LENGTHS',
          Tone: 'TONES',
        },
      },
    },
    'web/src/gql/': {
      documents: ['web/src/**/*.{ts,tsx}', '!web/src/gql/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: options,
    },
    'trusted-documents/apollo-react.json': manifest('examples/apollo-react/src/*.ts'),
    'trusted-documents/client.json': manifest('packages/client/src/{operations,more}/*.graphql'),
    'trusted-documents/demo.json': manifest('examples/demo/*.ts'),
    'trusted-documents/web.json': manifest('web/src/**/*.{ts,tsx}', '!web/src/gql/**'),
  },
};

/** The preset's own helper has places with `any`, which unknown serves as well. */
async function withoutAny(...files: string[]): Promise<void> {
  for (const file of files.filter((name) => name.endsWith('gql.ts'))) {
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text
        .replace('(documents as any)[source]', '(documents as Record<string, unknown>)[source]')
        .replace('DocumentNode<any, any>', 'DocumentNode<unknown, never>')
        .replace(/infer TType,\s+any/, 'infer TType, never'),
    );
  }
  for (const file of files.filter((name) => name.includes('packages/client/'))) {
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text
        // The package needs no other one for its types, and a bundler drops the documents that nobody imports.
        .replace(
          "from '@graphql-typed-document-node/core'",
          `from '${file.includes('/more/') ? '../../' : '../'}document.js'`,
        )
        .replaceAll('= new TypedDocumentString(', '= /*#__PURE__*/ new TypedDocumentString(')
        .replaceAll('Record<string, any>', 'Record<string, unknown>'),
    );
  }
}

export default config;
