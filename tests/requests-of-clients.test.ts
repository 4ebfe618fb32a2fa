import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { send, sendBody, sendQuery } from './support/http.js';
import { type Product, startProduct, type TestUser } from './support/product.js';
import { openSocket } from './support/raw-socket.js';

let product: Product;
let url: string;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  url = product.apis[0]?.url as string;
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

const ME = JSON.stringify({ query: '{me{name}}' });
const SIGNED_IN = { data: { me: { name: 'Ada' } } };

describe('the Bearer scheme', () => {
  it.each(['Bearer ', 'bearer ', 'BEARER  '])('is accepted as "%s" over HTTP', async (scheme) => {
    const { json } = await sendBody(url, ME, { authorization: scheme + user.token });
    expect(json).toMatchObject(SIGNED_IN);
  });

  it.each<[string, (token: string) => Record<string, unknown>]>([
    ['Authorization', (token) => ({ Authorization: `bearer ${token}` })],
    ['headers.Authorization', (token) => ({ headers: { Authorization: `Bearer ${token}` } })],
    ['headers.authorization', (token) => ({ headers: { authorization: `BEARER  ${token}` } })],
    ['authToken', (token) => ({ authToken: token })],
    ['AUTHORIZATION', (token) => ({ AUTHORIZATION: token })],
    ['access_token', (token) => ({ access_token: token })],
    ['x-auth-token', (token) => ({ 'x-auth-token': token })],
    ['auth.token', (token) => ({ auth: { token } })],
    [
      'context.headers.Authorization',
      (token) => ({ context: { headers: { Authorization: `Bearer ${token}` } } }),
    ],
    ['pairs of headers', (token) => ({ headers: [['authorization', `Bearer ${token}`]] })],
  ])('is accepted in a connection_init as %s', async (_, payload) => {
    const socket = await openSocket(url, payload(user.token));
    socket.send({ type: 'subscribe', id: '1', payload: JSON.parse(ME) });
    expect(await socket.next()).toMatchObject({ payload: SIGNED_IN });
    socket.close();
  });

  it.each([
    { Authorization: 'Bearer ' },
    { Authorization: '' },
    { headers: {} },
    { headers: { Authorization: null } },
  ])('without a token means an anonymous client: %j', async (payload) => {
    const socket = await openSocket(url, payload);
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{__typename}' } });
    expect(await socket.next()).toMatchObject({ type: 'next' });
    socket.close();
  });
});

describe('a body', () => {
  const bytes = (text: string) => Buffer.from(text, 'latin1');
  const post = (body: Buffer, type = 'application/json', more: Record<string, string> = {}) =>
    send(url, { method: 'POST', headers: { 'content-type': type, ...more }, body: new Uint8Array(body) });

  it.each([
    ['a byte of Latin-1', bytes('{"query":"{me{name}} #Caf\xe9"}')],
    ['a cut sequence', bytes('{"query":"{me{name}} #\xf0\x9f\x98"}')],
  ])('with %s gives 400, and the message names UTF-8', async (_, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.json.errors?.[0]).toMatchObject({
      message: expect.stringContaining('UTF-8'),
      extensions: { code: 'BAD_REQUEST' },
    });
  });

  it.each([
    ['application/json; charset=utf-8', 200],
    ['application/json; charset="UTF-8"', 200],
    ['application/json;charset=UTF8', 200],
    ['application/json; charset=iso-8859-1', 415],
    ['application/json; charset=utf-16', 415],
  ])('of %s gives %d', async (type, status) => {
    expect((await post(Buffer.from('{"query":"{__typename}"}'), type)).status).toBe(status);
  });

  it('of bytes over a WebSocket follows the same rules', async () => {
    for (const [comment, code] of [
      ['\xe9', 4400],
      ['', 1000],
    ] as const) {
      const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
      await once(socket, 'open');
      socket.send(bytes(`{"type":"connection_init","payload":{"x":"${comment}"}}`));
      socket.once('message', () => socket.close(1000));
      expect((await once(socket, 'close'))[0]).toBe(code);
    }
  });

  it('that is compressed gives 415 with the reason', async () => {
    const answer = await post(Buffer.from('x'), 'application/json', { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
    expect(answer.json.errors?.[0]?.message).toContain('Content-Encoding');
  });

  it('of 100,000 emoji as ASCII escapes is accepted', async () => {
    const body = '\\ud83c\\udf75'.repeat(100_000);
    const query =
      'mutation($b:String!){createContent(input:{title:"Tea",type:BLOG_POST_OUTLINE,body:$b}){id}}';
    const request = `{"query":${JSON.stringify(query)},"variables":{"b":"${body}"}}`;
    const { json } = await sendBody(url, request, { authorization: `Bearer ${user.token}` });
    expect(json.errors).toBeUndefined();
    const { json: found } = await sendQuery(url, { query: '{contents{edges{node{body}}}}' }, user.token);
    const { contents } = found.data as { contents: { edges: { node: { body: string } }[] } };
    expect(contents.edges[0]?.node.body).toBe('🍵'.repeat(100_000));
  });
});

describe('an upgrade to another protocol', () => {
  async function exchange(...requests: string[]): Promise<string> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    let answered = '';
    socket.on('data', (data) => (answered += String(data)));
    for (const request of requests) {
      const before = answered.length;
      socket.write(request);
      await expect.poll(() => answered.slice(before)).toMatch(/\r\n\r\n.*"/s);
    }
    socket.destroy();
    return answered;
  }
  const UPGRADE =
    'Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
  const QUERY = '{"query":"{__typename}"}';
  const POST = `Content-Type: application/json\r\nContent-Length: ${QUERY.length}\r\n\r\n${QUERY}`;

  it('is ignored, and the request is answered: GET', async () => {
    expect(await exchange(`GET /healthz HTTP/1.1\r\n${UPGRADE}\r\n`)).toMatch(/^HTTP\/1.1 200 OK.*"ok"/s);
  });

  it('is ignored, and the request is answered: POST with a body, twice on the same connection', async () => {
    const answered = await exchange(
      `POST /graphql HTTP/1.1\r\n${UPGRADE}${POST}`,
      `POST /graphql HTTP/1.1\r\n${UPGRADE}${POST}`,
      `POST /graphql HTTP/1.1\r\nHost: a\r\n${POST}`,
    );
    expect(answered.match(/HTTP\/1.1 200 OK/g)).toHaveLength(3);
    expect(answered.match(/"__typename":"Query"/g)).toHaveLength(3);
  });
});

describe('the longest piece', () => {
  const CREATE = 'mutation($input: CreateContentInput!) { createContent(input: $input) { body } }';
  const body = '💡'.repeat(100_000);
  const payload = { query: CREATE, variables: { input: { title: 'T', type: 'BLOG_POST_OUTLINE', body } } };
  const plain = JSON.stringify({ type: 'subscribe', id: '1', payload });

  it.each([
    ['without escapes', plain, body],
    ['in ASCII escapes', plain.replaceAll('💡', '\\ud83d\\udca1'), body],
    [
      'in four ASCII escapes each, before NFC',
      plain.replaceAll('💡', '\\u03b1\\u0313\\u0300\\u0345'),
      'ᾂ'.repeat(100_000),
    ],
  ])('is accepted over a WebSocket %s', async (_, message, stored) => {
    const socket = await openSocket(url, { token: user.token });
    socket.sendText(message);
    expect(await socket.next()).toMatchObject({
      type: 'next',
      payload: { data: { createContent: { body: stored } } },
    });
    socket.close();
  });
});
