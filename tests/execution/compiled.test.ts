import { randomUUID } from 'node:crypto';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendQuery } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { openSocket } from '../support/raw-socket.js';

let product: Product;
let user: TestUser;
let other: TestUser;
let url: string;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { OPERATION_TIMEOUT_MS: '1500' } });
  url = product.apis[0]?.url ?? '';
  [user, other] = await Promise.all([product.buildUser(), product.buildUser()]);
  await product.mongo.collection('contents').insertMany(
    ['BLOG_POST_OUTLINE', 'SECRET_TYPE'].map((type, index) => ({
      userId: new Types.ObjectId(user.id),
      title: `piece ${index}`,
      type,
      body: 'a body',
      createdAt: new Date(1e12 + index),
      updatedAt: new Date(1e12 + index),
    })),
    { bypassDocumentValidation: true },
  );
});
afterAll(() => product[Symbol.asyncDispose]());

const withoutIds = (text: string) => text.replace(/"requestId":"[^"]+"/g, '"requestId":"-"');

const create = 'mutation($input: CreateContentInput!) { createContent(input: $input) { title body } }';
const CASES: [name: string, query: string, variables?: Record<string, unknown>][] = [
  [
    'a page',
    '{ contents(first: 1, orderBy: OLDEST) { edges { cursor node { title type body createdAt version } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }',
  ],
  ['no page, with a masked error', '{ contents { edges { node { title type } } } }'],
  ['an unknown piece', '{ content(id: "000000000000000000000000") { title } }'],
  ['an object by its id', 'query($id: ID!) { node(id: $id) { ... on Content { title } } }', { id: 'x' }],
  ['the caller', '{ me { email status eventCursor } }'],
  ['variables that don’t fit', create, { input: { title: 'a', type: 'SECRET_TYPE', body: 1 } }],
  ['a variable that is missing', create, {}],
  ['rejected input', create, { input: { title: '', type: 'PRODUCT_DESCRIPTION', body: '' } }],
  ['NOT_FOUND', 'mutation { deleteContent(id: "x") { id } a: deleteContent(id: "y") { id } }'],
  [
    'an operation over the limit of cost',
    'query($n: Int) { contents(first: $n) { edges { node { title } } } jobs(first: $n) { edges { node { attemptHistory { error { code } number run } } } } }',
    { n: 100 },
  ],
  ['a directive', 'query($no: Boolean = false) { me { email name @include(if: $no) } }'],
];

describe('the fourth, compiled response has the same bytes as the first one:', () => {
  it.each(CASES)('%s', async (_, query, variables) => {
    const answers: string[] = [];
    for (let time = 0; time < 4; time++) {
      const { status, text } = await sendQuery(url, { query, variables }, user.token);
      answers.push(`${status} ${withoutIds(text)}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toMatch(/SECRET_TYPE|stacktrace|node_modules/);
  });

  it.each(CASES)('over a WebSocket: %s', async (_, query, variables) => {
    const socket = await openSocket(url, { token: user.token });
    const answers: string[] = [];
    for (let time = 0; time < 4; time++) {
      socket.send({ id: String(time), type: 'subscribe', payload: { query, variables } as never });
      const { type, payload } = await socket.next();
      answers.push(`${type} ${withoutIds(JSON.stringify(payload))}`);
      if (type === 'next') await socket.next();
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toMatch(/SECRET_TYPE|stacktrace|node_modules/);
    socket.close();
  });
});

describe('compiled code', () => {
  const query = '{ contents(first: 3) { edges { node { title } } } jobs { totalCount } }';
  const warm = async () => {
    for (let time = 0; time < 3; time++) await sendQuery(url, { query }, user.token);
  };

  it('gives an anonymous client UNAUTHENTICATED, and another user no data of the first one', async () => {
    await warm();
    const anonymous = await sendQuery(url, { query });
    expect(anonymous.json.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(anonymous.json.data ?? null).toBeNull();
    const { json } = await sendQuery(url, { query }, other.token);
    expect(json.data).toMatchObject({ contents: { edges: [] } });
  });

  it('rejects an ended session from the moment of its end', async () => {
    const guest = await product.buildUser();
    await warm();
    expect((await sendQuery(url, { query }, guest.token)).json.errors).toBeUndefined();
    await sendQuery(url, { query: 'mutation { logout }' }, guest.token);
    const { json } = await sendQuery(url, { query }, guest.token);
    expect(json.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('is subject to the rate limits', async () => {
    const limited = await product.startApi({ RATE_LIMITS: 'on', RATE_LIMIT_REQUESTS: '4/1h' });
    const codes: unknown[] = [];
    for (let time = 0; time < 6; time++) {
      const { status, json } = await sendQuery(limited.url, { query }, other.token);
      codes.push(json.errors?.[0]?.extensions.code ?? status);
    }
    expect(codes).toEqual([200, 200, 200, 200, 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('of a subscription checks the session at each event', async () => {
    const subscription = 'subscription { jobCompleted(after: "0") { cursor job { status } } }';
    for (let time = 0; time < 3; time++) {
      const guest = await product.buildUser();
      const socket = await openSocket(url, { token: guest.token });
      const anonymous = await openSocket(url, {});
      const message = { id: '1', type: 'subscribe', payload: { query: subscription } };
      anonymous.send(message);
      expect(JSON.stringify(await anonymous.next())).toContain('UNAUTHENTICATED');
      socket.send(message);
      const input = { prompt: randomUUID(), type: 'PRODUCT_DESCRIPTION', delaySeconds: 3600 };
      const asked = await sendQuery(
        url,
        {
          query: 'mutation($input: GenerateContentInput!) { generateContent(input: $input) { id } }',
          variables: { input },
        },
        guest.token,
      );
      const { id } = (asked.json.data as { generateContent: { id: string } }).generateContent;
      await sendQuery(url, { query: `mutation { cancelJob(id: "${id}") { status } }` }, guest.token);
      expect(await socket.next()).toMatchObject({
        type: 'next',
        payload: { data: { jobCompleted: { cursor: '1', job: { status: 'CANCELED' } } } },
      });
      await sendQuery(url, { query: 'mutation { logout }' }, guest.token);
      expect((await socket.closed).code).toBe(4403);
      anonymous.close();
    }
  });
});
