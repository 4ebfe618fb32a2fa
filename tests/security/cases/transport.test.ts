import { connect } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cpuMicros } from '../../../bench/lib/cpu.js';
import { BODY_LIMIT } from '../../../src/limits/body-limit.js';
import { send, sendBody, sendQuery } from '../../support/http.js';
import type { RunningProcess } from '../../support/process.js';
import { expectInert, sendRaw, startTarget, type Target } from './setup.js';

let target: Target;
let url: string;
beforeAll(async () => {
  target = await startTarget({ env: { REQUEST_TIMEOUT_MS: '1000' } });
  url = target.url;
});
afterAll(() => target[Symbol.asyncDispose]());

const PREFLIGHT = { 'apollo-require-preflight': 'true' };
const LOGIN = 'login(input: { email: "a@example.com", password: "x" }) { token }';
const repeat = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join(' ');

async function expectRefusal(answer: { status: number; text: string }, status: number, code = 'BAD_REQUEST') {
  expect(answer.status).toBe(status);
  const { errors } = JSON.parse(answer.text) as { errors: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expectInert(answer.text);
}

describe('transport and parser', () => {
  it('1 rejects malformed JSON', async () => expectRefusal(await sendBody(url, '{"query": '), 400));

  it('2 rejects a body that is a list, null, a number or empty', async () => {
    for (const body of ['[]', 'null', '1', '']) await expectRefusal(await sendBody(url, body), 400);
  });

  it('3 rejects a body over the limit, and one that comes a byte a second', async () => {
    const query = `{ __typename } # ${'x'.repeat(BODY_LIMIT)}`;
    await expectRefusal(await sendBody(url, JSON.stringify({ query })), 413);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    );
    const drip = setInterval(() => socket.write(' '), 1_000);
    const answer = await readText(socket);
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expectInert(answer);
  });

  it('4 rejects requests that a page of another site can send without a preflight', async () => {
    const body = '{"query":"{ __typename }"}';
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await sendBody(url, body, { 'content-type': type });
      expect([400, 415]).toContain(answer.status);
      await expectRefusal(answer, answer.status);
    }
    await expectRefusal(await send(`${url}?query={__typename}`, {}), 400);
  });

  it('5 rejects a mutation by GET, a PUT, and a request that accepts only HTML', async () => {
    const mutation = encodeURIComponent('mutation { logout }');
    await expectRefusal(await send(`${url}?query=${mutation}`, { headers: PREFLIGHT }), 405);
    await expectRefusal(await send(url, { method: 'PUT' }), 405);
    const page = { ...PREFLIGHT, accept: 'text/html' };
    await expectRefusal(await send(`${url}?query={__typename}`, { headers: page }), 406);
  });

  it('6 rejects a list of requests', async () => {
    await expectRefusal(await sendBody(url, '[{"query":"{ __typename }"},{"query":"{ __typename }"}]'), 400);
  });

  it('7 rejects 3,000 levels', async () => {
    const query = `${'{ me '.repeat(3_000)}${'}'.repeat(3_000)}`;
    expect(await target.codes({ query })).toEqual(['GRAPHQL_PARSE_FAILED']);
  });

  it('8 rejects 2,000 aliases, and 100 sign-ins in one request', async () => {
    // Within the limit of tokens for a document, the limit of aliases still applies.
    expect(await target.codes({ query: `{ ${repeat(300, (n) => `a${n}: __typename`)} }` })).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    expect(await target.codes({ query: `{ ${repeat(2_000, (n) => `a${n}: __typename`)} }` })).toEqual([
      'GRAPHQL_PARSE_FAILED',
    ]);
    for (const count of [2, 100]) {
      const [code] = await target.codes({ query: `mutation { ${repeat(count, (n) => `a${n}: ${LOGIN}`)} }` });
      expect(code).toMatch(/GRAPHQL_(VALIDATION|PARSE)_FAILED/);
    }
  });

  it('9 rejects directives, duplicate fields and cycles of fragments at low cost', async () => {
    const documents = [
      `{ __typename ${'@nothing '.repeat(10)} }`,
      `{ me { ${'id '.repeat(10_000)} } }`,
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
      `{ ...f0 } ${repeat(30, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)} fragment f30 on Query { __typename }`,
    ];
    const { pid } = target.product.apis[0] as RunningProcess;
    for (const query of documents) {
      const answer = await sendQuery(url, { query });
      expect(answer.status).toBe(400);
      expectInert(answer.text);
      const before = cpuMicros(pid);
      // Differs by a comment, so that no cache entry of the one before applies.
      await sendQuery(url, { query: `${query} #` });
      expect(cpuMicros(pid) - before).toBeLessThan(50_000);
    }
  });

  it('10 rejects pages that are too long, and nested lists', async () => {
    const { token } = target.user;
    const page = (args: string) => ({ query: `{ contents(${args}) { edges { node { id } } } }` });
    expect(await target.codes(page('first: 1000000'), token)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    for (const args of ['first: 101', 'first: 0', 'first: -1']) {
      expect(await target.codes(page(args), token)).toEqual(['BAD_USER_INPUT']);
    }
    expect(await target.codes(page('first: NaN'), token)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    const nested = `{ ${repeat(30, (n) => `a${n}: jobs(first: 100) { edges { node { id savedContent { id title } } } }`)} }`;
    expect(await target.codes({ query: nested }, token)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('11 gives no hint for an unknown field', async () => {
    // `ask` searches every response for "Did you mean".
    expect(await target.codes({ query: '{ mee { id } }' })).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await target.codes({ query: '{ me { idd } }' })).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(await target.codes({ query: 'mutation { login(inputt: 1) { token } }' })).not.toEqual([]);
  });

  it('12 hides the schema', async () => {
    expect(await target.codes({ query: '{ __schema { types { name } } }' })).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    expect(await target.codes({ query: '{ __type(name: "User") { fields { name } } }' })).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('13 rejects an invalid value without repeating it', async () => {
    const query = 'mutation ($input: LoginInput!) { login(input: $input) { token } }';
    const secret = 'hunter2-and-more';
    for (const input of [
      { a: secret },
      secret,
      { email: 'a@example.com', password: [secret] },
      null,
      undefined,
    ]) {
      const { http, socket } = await target.ask({ query, variables: { input } });
      expect(http.json.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(socket.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(http.text + JSON.stringify(socket)).not.toContain(secret);
    }
    const page = 'query ($first: Int!) { contents(first: $first) { totalCount } }';
    for (const first of [2 ** 31, 1.5, '1', null]) {
      const [code] = await target.codes({ query: page, variables: { first } }, target.user.token);
      expect(code).toBe('BAD_USER_INPUT');
    }
  });

  it('14 rejects control characters, unpaired surrogates and 17 MB, and accepts other scripts unchanged', async () => {
    const create = (title: string, body = 'x') => ({
      query: 'mutation ($input: CreateContentInput!) { createContent(input: $input) { title body } }',
      variables: { input: { title, type: 'PRODUCT_DESCRIPTION', body } },
    });
    const { token } = target.user;
    for (const title of ['a\u0000b', 'a\u0007b', 'a\ud800b']) {
      expect(await target.codes(create(title), token)).toEqual(['BAD_USER_INPUT']);
      expect(await target.codes({ query: '{ contents(search: "\\u0000") { totalCount } }' }, token)).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
    await expectRefusal(await sendQuery(url, create('long', 'x'.repeat(17_000_000)), token), 413);
    expect(
      (await sendQuery(url, create('long', 'x'.repeat(300_000)), token)).json.errors?.[0]?.extensions.code,
    ).toBe('BAD_USER_INPUT');
    for (const title of ['é', 'e\u0301', 'שלום', '\u202eabc', '👩‍👩‍👧']) {
      const { http } = await target.ask(create(title, title), token);
      const stored = title.normalize('NFC');
      expect(http.json.data?.createContent).toEqual({ title: stored, body: stored });
    }
  });

  it('15 handles names of JavaScript’s own objects in input and variables', async () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      const body = `{"query":"query ($input: LoginInput) { __typename }","variables":{"${key}":{"polluted":"yes"},"input":{"${key}":{"polluted":"yes"}}}}`;
      const answer = await sendBody(url, body);
      expect(answer.text).not.toContain('polluted');
      expectInert(answer.text);
    }
    const { json } = await sendQuery(url, { query: '{ __typename }' });
    expect(json.data).toEqual({ __typename: 'Query' });
  });

  it('16 rejects two operations without a name, and the hash of a persisted query', async () => {
    const query = 'query a { __typename } query b { __typename }';
    expect(await target.codes({ query })).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const hash = await sendBody(url, JSON.stringify({ extensions }));
    await expectRefusal(hash, hash.status, 'PERSISTED_QUERY_NOT_SUPPORTED');
    expect((await sendRaw(url, { method: 'GET' })).status).toBe(400);
  });
});
