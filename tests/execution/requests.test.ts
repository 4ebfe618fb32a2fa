import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawAnswer, send, sendBody } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { openSocket } from '../support/raw-socket.js';

/**
 * Requests of real clients, each sent three times, because a repeated document is executed in another way than the
 * first one.
 */
let product: Product;
let url: string;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct();
  url = product.apis[0]?.url as string;
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

const TIMES = [1, 2, 3];
const post = (body: object) => sendBody(url, JSON.stringify(body), { authorization: `Bearer ${user.token}` });
const get = (parameters: Record<string, string>) =>
  send(`${url}?${new URLSearchParams(parameters)}`, {
    headers: { authorization: `Bearer ${user.token}`, 'apollo-require-preflight': '1' },
  });
const overSocket = async (payload: object): Promise<RawAnswer['json']> => {
  const socket = await openSocket(url, { Authorization: `Bearer ${user.token}` });
  socket.send({ type: 'subscribe', id: '1', payload });
  const message = await socket.next();
  socket.close();
  return (message.type === 'error' ? { errors: message.payload } : message.payload) as RawAnswer['json'];
};
const codes = ({ errors }: RawAnswer['json']) => errors?.map(({ extensions }) => extensions.code);

const NULL_PROMPT = {
  query:
    'mutation($p:String="x"){generateContent(input:{prompt:$p,type:BLOG_POST_OUTLINE,delaySeconds:0}){id}}',
  variables: { p: null },
};

describe('a null in a non-null position', () => {
  it.each([
    ['a field of an input object', NULL_PROMPT],
    [
      'an enum',
      {
        query:
          'mutation($t:ContentType=BLOG_POST_OUTLINE){generateContent(input:{prompt:"Tea",type:$t,delaySeconds:0}){id}}',
        variables: { t: null },
      },
    ],
    [
      'a title',
      {
        query:
          'mutation($t:String="x"){createContent(input:{title:$t,type:BLOG_POST_OUTLINE,body:"Tea"}){id}}',
        variables: { t: null },
      },
    ],
    ['first', { query: 'query($n:Int){jobs(first:$n){edges{cursor}}}', variables: { n: null } }],
    [
      'orderBy',
      {
        query: 'query($o:ContentOrder){contents(orderBy:$o){edges{cursor}}}',
        variables: { o: null },
      },
    ],
    [
      'unreadOnly',
      {
        query: 'query($u:Boolean){notifications(unreadOnly:$u){edges{cursor}}}',
        variables: { u: null },
      },
    ],
    ['an id', { query: 'query($i:ID="x"){job(id:$i){id}}', variables: { i: null } }],
  ])('of %s gives BAD_USER_INPUT each time, by POST and over the WebSocket', async (_, request) => {
    for (const _time of TIMES) {
      expect(codes((await post(request)).json)).toEqual(['BAD_USER_INPUT']);
      expect(codes(await overSocket(request))).toEqual(['BAD_USER_INPUT']);
    }
    expect(await product.mongo.collection('jobs').countDocuments({ prompt: null })).toBe(0);
    expect(await product.mongo.collection('contents').countDocuments({ title: null })).toBe(0);
  });

  it('that an earlier version stored does not break a list', async () => {
    const other = await product.buildUser();
    const { json } = await sendBody(
      url,
      JSON.stringify({
        query: 'mutation{generateContent(input:{prompt:"Tea",type:SOCIAL_MEDIA_CAPTION,delaySeconds:0}){id}}',
      }),
      { authorization: `Bearer ${other.token}` },
    );
    const { id } = (json.data as { generateContent: { id: string } }).generateContent;
    const jobs = product.mongo.collection<{ _id: string; status: string }>('jobs');
    await expect
      .poll(async () => (await jobs.findOne({ _id: id }))?.status, { timeout: 10_000 })
      .toBe('COMPLETED');
    // The current rules of MongoDB reject such rows.
    const asBefore = { bypassDocumentValidation: true };
    await jobs.updateOne({ _id: id }, { $set: { prompt: null } } as object, asBefore);
    await product.mongo
      .collection('events')
      .updateMany({ 'job.id': id }, { $set: { 'job.prompt': null } }, asBefore);
    const lists = await sendBody(
      url,
      JSON.stringify({
        query: '{jobs{edges{node{id prompt}}} notifications{edges{node{job{id prompt}}}}}',
      }),
      { authorization: `Bearer ${other.token}` },
    );
    expect(lists.json).toMatchObject({
      data: {
        jobs: { edges: [{ node: { id, prompt: '' } }] },
        notifications: { edges: [{ node: { job: { id, prompt: '' } } }] },
      },
    });
  });
});

describe('an empty operationName', () => {
  it('counts as absent: a mutation runs once for each request', async () => {
    const query = 'mutation{createContent(input:{title:"Empty name",type:BLOG_POST_OUTLINE,body:"Tea"}){id}}';
    for (const _time of TIMES) expect((await post({ operationName: '', query })).json.errors).toBeUndefined();
    expect((await overSocket({ operationName: '', query })).errors).toBeUndefined();
    expect(await product.mongo.collection('contents').countDocuments({ title: 'Empty name' })).toBe(4);
  });

  it('does not permit a mutation by GET', async () => {
    const query = 'mutation{createContent(input:{title:"By GET",type:BLOG_POST_OUTLINE,body:"Tea"}){id}}';
    for (const _time of TIMES) expect((await get({ operationName: '', query })).status).toBe(405);
    expect(await product.mongo.collection('contents').countDocuments({ title: 'By GET' })).toBe(0);
  });

  it.each([
    ['operationName', ''],
    ['variables', ''],
    ['variables', 'null'],
    ['extensions', ''],
    ['extensions', 'null'],
  ])('as well as %s=%s of a GET counts as absent', async (name, value) => {
    for (const _time of TIMES) {
      expect((await get({ query: '{me{name}}', [name]: value })).json).toMatchObject({
        data: { me: { name: 'Ada' } },
      });
    }
  });
});

describe('a subscription', () => {
  const query = 'subscription{jobCompleted{cursor}}';
  it('by POST or GET gives BAD_REQUEST, and the message names the WebSocket', async () => {
    for (const answer of [await post({ query }), await get({ query }), await post({ query })]) {
      expect(answer.status).toBe(400);
      expect(codes(answer.json)).toEqual(['BAD_REQUEST']);
      expect(answer.json.errors?.[0]?.message).toContain('WebSocket');
    }
  });

  it.each([
    ['the field', 'subscription($s:Boolean!){jobCompleted @skip(if:$s){cursor}}'],
    ['a fragment', 'subscription($s:Boolean!){...on Subscription @include(if:$s){jobCompleted{cursor}}}'],
    [
      'a field within a fragment',
      'subscription($s:Boolean!){...F} fragment F on Subscription {jobCompleted @skip(if:$s){cursor}}',
    ],
  ])('with a condition on %s of its root is rejected by validation', async (_, conditional) => {
    const request = { query: conditional, variables: { s: false } };
    expect(codes(await overSocket(request))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(codes((await post(request)).json)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('the cost', () => {
  const query =
    'query($n: Int! = 1) { jobs(first: $n) { edges { node { attemptHistory { run number startedAt endedAt model } } } } }';
  it('uses the default of a missing variable, and the variables of a GET', async () => {
    expect((await post({ query })).json.errors).toBeUndefined();
    expect((await get({ query, variables: '{"n":1}' })).json.errors).toBeUndefined();
    const tooMany = await get({ query, variables: '{"n":100}' });
    expect(codes(tooMany.json)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('an operation id on a socket', () => {
  const QUERY = 'subscription{jobCompleted{cursor job{id}}}';
  const GENERATE =
    'mutation{generateContent(input:{prompt:"Tea",type:SOCIAL_MEDIA_CAPTION,delaySeconds:0}){id}}';
  const socketOf = (one: TestUser) => openSocket(url, { Authorization: `Bearer ${one.token}` });

  it('that is reused at once has one subscription, and none after its end', async () => {
    const other = await product.buildUser();
    const socket = await socketOf(other);
    const subscribe = { type: 'subscribe', id: '1', payload: { query: QUERY } };
    for (const message of [subscribe, { type: 'complete', id: '1' }, subscribe]) socket.send(message);
    const run = async (id: string) => {
      socket.send({ type: 'subscribe', id, payload: { query: GENERATE } });
    };
    // The event of a second subscription with another id shows that this socket has received the event.
    socket.send({ type: 'subscribe', id: 'all', payload: { query: QUERY } });
    await run('m1');
    const first = [];
    while (
      first.filter(({ type, id }) => type === 'next' && id === 'all').length === 0 ||
      first.filter(({ type, id }) => type === 'next' && id === '1').length === 0
    )
      first.push(await socket.next());
    expect(first.filter(({ type, id }) => type === 'next' && id === '1')).toHaveLength(1);

    socket.send({ type: 'complete', id: '1' });
    await run('m2');
    const second = [];
    while (second.filter(({ type, id }) => type === 'next' && id === 'all').length === 0)
      second.push(await socket.next());
    await run('m3');
    while (second.filter(({ type, id }) => type === 'next' && id === 'all').length === 1)
      second.push(await socket.next());
    expect(second.filter(({ id }) => id === '1')).toEqual([]);
    socket.close();
  });

  it('gives a query the response of its own operation', async () => {
    const socket = await socketOf(user);
    const ask = (query: string) => socket.send({ type: 'subscribe', id: '1', payload: { query } });
    ask('{me{id}}');
    socket.send({ type: 'complete', id: '1' });
    ask('{me{name}}');
    expect(await socket.next()).toEqual({
      type: 'next',
      id: '1',
      payload: { data: { me: { name: 'Ada' } } },
    });
    expect(await socket.next()).toEqual({ type: 'complete', id: '1' });
    socket.close();
  });

  it('that waits for reuse can be canceled, and cannot be taken twice', async () => {
    const socket = await socketOf(user);
    const subscribe = { type: 'subscribe', id: '1', payload: { query: QUERY } };
    const complete = { type: 'complete', id: '1' };
    for (const message of [subscribe, complete, subscribe, complete, subscribe, subscribe])
      socket.send(message);
    expect(await socket.closed).toMatchObject({ code: 4409 });
  });
});

it('logs no faults of clients', () => {
  const lines = product.apis.flatMap((api) => api.output().split('\n'));
  expect(lines.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
});
