import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InMemoryCache } from '@apollo/client';
import { formatDocument } from '@urql/core';
import { buildSchema, parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeDocument, withTrustedDocument } from '../../src/execution/document-id.js';
import { createQueryLimits, type QueryLimitSettings } from '../../src/limits/query-limits.js';
import { loadTrustedDocuments, type TrustedDocuments } from '../../src/limits/trusted-documents.js';

const schema = buildSchema(
  'type Query { me: User, other: User } type User { name: String, friends: [User] }',
);
const deep = 'query Deep { me { friends { friends { friends { name } } } } }';
const withFragment = 'query Named { me { ...Parts } } fragment Parts on User { name friends { name } }';
const limits = (more: Partial<QueryLimitSettings> = {}) => ({
  maxTokens: 1_000,
  maxDepth: 3,
  maxAliases: 5,
  maxDirectives: 5,
  maxCost: 1_000,
  introspection: true,
  ...more,
});
const codeOf = (run: () => unknown) => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as { extensions?: { code?: string } }).extensions?.code;
  }
};

let folder: string;
const manifest = async (content: unknown, name = 'manifest.json') => {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const load = async (content: unknown, mode: 'on' | 'only' = 'only') =>
  loadTrustedDocuments({ mode, files: [await manifest(content)] }, schema);

let trusted: TrustedDocuments;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trusted-'));
  trusted = await load({ deep, named: withFragment });
});
afterAll(() => rm(folder, { recursive: true }));

describe('a manifest', () => {
  it('is read in the format of Apollo, and as a map of ids', async () => {
    const apollo = {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'a', name: 'Deep', type: 'query', body: deep }],
    };
    expect((await load(apollo)).textOf('a')).toBe(deep);
    expect([...trusted.names]).toEqual(['Deep', 'Named']);
    expect(trusted.textOf('named')).toBe(withFragment);
    expect(trusted.textOf('a')).toBe(null);
    expect(trusted.textOf('constructor')).toBe(null);
  });

  it('may be a folder of manifests', async () => {
    await manifest({ deep }, 'deep.json');
    await manifest({ named: withFragment }, 'manifest.json');
    await manifest('no manifest', 'notes.txt');
    const both = await loadTrustedDocuments({ mode: 'on', files: [folder] }, schema);
    expect([both.textOf('deep'), both.textOf('named')]).toEqual([deep, withFragment]);
  });

  it.each([
    ['is not JSON', '{'],
    ['has no documents', { operations: 1 }],
    ['is of a later version', { format: 'apollo-persisted-query-manifest', version: 2, operations: [] }],
    ['has a document that is not GraphQL', { a: 'query {' }],
    ['has a document that is invalid in the schema', { a: '{ nobody }' }],
  ])('that %s is rejected with one line', async (_, content) => {
    await expect(load(content, 'on')).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/^TRUSTED_DOCUMENTS_FILES: .*manifest\.json/),
    });
  });

  it('that does not exist is rejected', async () => {
    const files = [join(folder, 'absent.json')];
    await expect(loadTrustedDocuments({ mode: 'on', files }, schema)).rejects.toThrow(
      /absent\.json can't be read/,
    );
  });
});

describe('a document', () => {
  it.each([
    ['unchanged', withFragment],
    ['with another layout', print(parse(withFragment))],
    ['with its fragments first', withFragment.replace(/^(.*})\s*(fragment.*)$/, '$2 $1')],
    ['as Apollo Client sends it', print(new InMemoryCache().transformDocument(parse(withFragment)))],
    ['as urql sends it', print(formatDocument(parse(withFragment) as never))],
    ['with a comment', `# one\n${withFragment}`],
  ])('is trusted %s', (_, text) => {
    const read = createQueryLimits(schema, limits(), trusted).read(text, {});
    expect(read.definitions).toHaveLength(2);
  });

  it.each([
    ['another field', withFragment.replace('{ name friends', '{ friends')],
    ['another alias', withFragment.replace('{ name friends', '{ a: name friends')],
    ['an alias for __typename', withFragment.replace('{ name friends', '{ t: __typename name friends')],
    ['another operation beside it', `${withFragment} query Second { other { name } }`],
    ['introspection', '{ __schema { types { name } } }'],
    ['nothing but __typename', '{ __typename }'],
  ])('with %s is not trusted, and is rejected in the mode `only`', (_, text) => {
    const { read } = createQueryLimits(schema, limits(), trusted);
    expect(codeOf(() => read(text, {}))).toBe('FORBIDDEN');
    expect(codeOf(() => read(text, {}))).toBe('FORBIDDEN');
  });

  it('may exceed the limits for unknown documents, and no untrusted one may', async () => {
    const on = await load({ deep }, 'on');
    const strict = createQueryLimits(schema, limits({ maxTokens: 12 }), on);
    expect(strict.read(deep, {}).definitions).toHaveLength(1);
    expect(codeOf(() => strict.read(deep.replace('Deep', 'Else'), {}))).toBe('GRAPHQL_PARSE_FAILED');
    const shallow = createQueryLimits(schema, limits(), on);
    expect(shallow.read(print(parse(deep)), {}).definitions).toHaveLength(1);
    expect(codeOf(() => shallow.read(deep.replace('Deep', 'Else'), {}))).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(codeOf(() => shallow.read('{ me { name } }', {}))).toBe(null);
  });
});

describe('an id', () => {
  const hash = (sha256Hash: unknown, version: unknown = 1) => ({
    extensions: { persistedQuery: { version, sha256Hash } },
  });

  it.each([
    ['documentId', { documentId: 'deep' }],
    ['documentId with its algorithm', { documentId: 'sha256:deep' }],
    ['the hash of an automatic persisted query', hash('deep')],
    ['extensions as text in a URL', { extensions: JSON.stringify(hash('deep').extensions) }],
    ['an empty document beside the hash', { query: '', ...hash('deep') }],
  ])('by %s is replaced by the document', (_, given) => {
    const parameters = { variables: { a: 1 }, ...given };
    takeDocument(parameters, trusted);
    expect(JSON.parse(JSON.stringify(parameters))).toEqual({ query: deep, variables: { a: 1 } });
  });

  it('leaves other extensions, and a request without an id, unchanged', () => {
    const parameters = { query: '{ a }', extensions: { other: 1, ...hash('x').extensions } };
    takeDocument(parameters, null);
    expect(parameters).toEqual({ query: '{ a }', extensions: { other: 1 } });
    const plain = { query: '{ a }', extensions: { persistedQuery: null } };
    takeDocument(plain, trusted);
    expect(plain).toEqual({ query: '{ a }', extensions: { persistedQuery: null } });
  });

  it.each([
    ['is unknown', { documentId: 'x' }, 'PERSISTED_QUERY_NOT_FOUND'],
    ['is unknown, of an automatic persisted query', hash('x'), 'PERSISTED_QUERY_NOT_FOUND'],
    ['is not a string', { documentId: 7 }, 'BAD_REQUEST'],
    ['has a document beside it', { documentId: 'deep', query: deep }, 'BAD_REQUEST'],
    ['is of another version', hash('deep', 2), 'BAD_REQUEST'],
    ['is a hash that is not a string', hash({}), 'BAD_REQUEST'],
  ])('that %s is rejected', (_, parameters, code) => {
    expect(codeOf(() => takeDocument(parameters, trusted))).toBe(code);
  });

  it('is rejected as not supported without trusted documents', () => {
    expect(codeOf(() => takeDocument(hash('deep'), null))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    expect(codeOf(() => takeDocument({ documentId: 'deep' }, null))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  });

  it('in a URL is replaced by the document, and stays there if it is unknown', () => {
    const url = (id: string) => `/graphql?documentId=${id}&variables=${encodeURIComponent('{"a":"ü&"}')}`;
    const made = new URL(withTrustedDocument(url('deep'), trusted), 'http://localhost');
    expect(Object.fromEntries(made.searchParams)).toEqual({ query: deep, variables: '{"a":"ü&"}' });
    expect(withTrustedDocument(url('x'), trusted)).toBe(url('x'));
    expect(withTrustedDocument(url('deep'), null)).toBe(url('deep'));
  });
});
