import { readFile } from 'node:fs/promises';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { Search } from '../../examples/demo/operations.js';
import { openEvents } from '../support/event-source.js';
import { sendBody } from '../support/http.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

interface Operation {
  id: string;
  name: string;
  body: string;
}

let product: Product;
let user: TestUser;
let only: RunningProcess;
let on: RunningProcess;
const ids = new Map<string, string>();
const idOf = (name: string) => ids.get(name) ?? '';
const hashed = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

beforeAll(async () => {
  const { operations } = JSON.parse(await readFile('trusted-documents/client.json', 'utf8')) as {
    operations: Operation[];
  };
  for (const { id, name } of operations) ids.set(name, id);
  product = await startProduct();
  user = await product.buildUser();
  [only, on] = await Promise.all([
    product.startApi({ TRUSTED_DOCUMENTS: 'only' }),
    product.startApi({ TRUSTED_DOCUMENTS: 'on', QUERY_MAX_TOKENS: '20' }),
  ]);
});
afterAll(() => product[Symbol.asyncDispose]());

const signedIn = () => ({ authorization: `Bearer ${user.token}` });
const post = (api: RunningProcess, request: object) => sendBody(api.url, JSON.stringify(request), signedIn());
const socketTo = (api: RunningProcess) =>
  createClient({
    url: api.url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { token: user.token },
  });

describe('TRUSTED_DOCUMENTS=only', () => {
  it('runs a known operation by its id over POST and GET', async () => {
    expect((await post(only, { documentId: idOf('Me') })).json.data).toMatchObject({ me: { id: user.id } });
    expect((await post(only, hashed(idOf('Me')))).json.data).toMatchObject({ me: { id: user.id } });
    const found = await fetch(`${only.url}?documentId=sha256:${idOf('Me')}`, {
      headers: { ...signedIn(), 'apollo-require-preflight': '1' },
    });
    expect(await found.json()).toMatchObject({ data: { me: { id: user.id } } });
    expect(found.headers.get('etag')).toMatch(/^W\//);
  });

  it('runs it over a WebSocket and as server-sent events', async () => {
    const socket = socketTo(only);
    const request = { query: '', extensions: hashed(idOf('Me')).extensions };
    const answer = await socket.iterate(request).next();
    expect(answer.value?.data).toMatchObject({ me: { id: user.id } });
    const missing = { query: '', extensions: hashed('none').extensions };
    await expect(socket.iterate(missing).next()).rejects.toMatchObject([
      { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    await socket.dispose();
    await using events = await openEvents(`${only.url}/stream`, {
      method: 'POST',
      headers: { ...signedIn(), 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ documentId: idOf('Me') }),
    });
    const [message] = (await events.rest()).filter(({ data }) => data !== '');
    expect(JSON.parse(message?.data ?? '')).toMatchObject({ data: { me: { id: user.id } } });
  });

  it('rejects every other document without an effect', async () => {
    const before = await product.mongo.collection('contents').countDocuments();
    const query = 'mutation { createContent(input: { title: "a", body: "b", type: BLOG_POST }) { id } }';
    for (let time = 0; time < 2; time++) {
      const refused = await post(only, { query });
      expect([refused.status, refused.json.errors?.[0]?.extensions.code]).toEqual([403, 'FORBIDDEN']);
    }
    expect((await post(only, { query: '{ __schema { types { name } } }' })).status).toBe(403);
    const socket = socketTo(only);
    await expect(socket.iterate({ query }).next()).rejects.toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    await socket.dispose();
    expect(await product.mongo.collection('contents').countDocuments()).toBe(before);
  });

  it('answers an unknown id with a code that clients understand', async () => {
    const automatic = await post(only, hashed('0'.repeat(64)));
    expect([automatic.status, automatic.json.errors?.[0]?.message]).toEqual([200, 'PersistedQueryNotFound']);
    expect((await post(only, { documentId: 'none' })).status).toBe(404);
  });

  it('runs the documents of the bundled clients, as they send them', async () => {
    const client = product.anonymous.as(user.token);
    await client.close();
    const urql = new Client({
      url: only.url,
      preferGetMethod: false,
      fetchOptions: { headers: signedIn() },
      exchanges: [cacheExchange, fetchExchange],
    });
    const found = await urql.query(Search, { search: 'tea', first: 1 }).toPromise();
    expect(found.error).toBeUndefined();
    expect(found.data).toMatchObject({ contents: { __typename: 'ContentConnection' } });
  });
});

describe('automatic persisted queries', () => {
  const apolloOn = (url: string) => {
    const sha256 = async (text: string) => {
      const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      return Buffer.from(bytes).toString('hex');
    };
    return new ApolloClient({
      cache: new InMemoryCache(),
      link: ApolloLink.from([
        new PersistedQueryLink({ sha256 }),
        new HttpLink({ uri: url, headers: signedIn() }),
      ]),
    });
  };
  const urqlOn = (url: string) =>
    new Client({
      url,
      preferGetMethod: false,
      fetchOptions: { headers: signedIn() },
      exchanges: [persistedExchange({ preferGetForPersistedQueries: false }), fetchExchange],
    });

  it.each(['without trusted documents', 'beside trusted documents'])(
    'fall back to the document, %s',
    async (which) => {
      const { url } = which.startsWith('without') ? (product.apis[0] as RunningProcess) : on;
      const variables = { search: 'tea', first: 1 };
      const apollo = apolloOn(url);
      for (let time = 0; time < 2; time++) {
        const { data, error } = await apollo.query({ query: Search, variables, fetchPolicy: 'network-only' });
        expect(error).toBeUndefined();
        expect(data).toMatchObject({ contents: { __typename: 'ContentConnection' } });
      }
      apollo.stop();
      const urql = urqlOn(url);
      for (let time = 0; time < 2; time++) {
        const { data, error } = await urql.query(Search, variables).toPromise();
        expect(error).toBeUndefined();
        expect(data).toMatchObject({ contents: { edges: [] } });
      }
    },
  );
});

it('a known operation may exceed the limits with TRUSTED_DOCUMENTS=on, and no other one may', async () => {
  expect((await post(on, { documentId: idOf('Me') })).json.data).toMatchObject({ me: { id: user.id } });
  const long = `{ me { ${'id '.repeat(30)} } }`;
  expect((await post(on, { query: long })).json.errors?.[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
  expect((await post(on, { query: '{ me { id } }' })).json.data).toEqual({ me: { id: user.id } });
});
