import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { cpuMicros } from '../../bench/lib/cpu.js';
import { openEvents } from '../support/event-source.js';
import { sendBody, sendQuery } from '../support/http.js';
import type { RunningProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { startProxy, type TcpProxy } from '../support/proxy.js';
import { openSocket } from '../support/raw-socket.js';

interface Told {
  errors?: { extensions: Record<string, unknown> }[];
  extensions?: { rateLimit?: unknown };
}

let product: Product;
let url: string;
/** An API with other settings: introspection is on, and a request must arrive in a short time. */
let other: RunningProcess;
beforeAll(async () => {
  product = await startProduct({
    workers: 0,
    env: { SOCKETS_PER_USER: '3', SUBSCRIPTIONS_PER_USER: '4', SUBSCRIPTIONS_PER_SOCKET: '3' },
  });
  url = product.apis[0]?.url ?? '';
  other = await product.startApi({ INTROSPECTION: 'on', REQUEST_TIMEOUT_MS: '500' });
});
afterAll(() => product[Symbol.asyncDispose]());

/** Documents over one limit each. */
const connection = (first: string) => `contents(first: ${first}) { edges { node { id title body } } }`;
const aliased = (field: string, count: number) =>
  Array.from({ length: count }, (_, n) => `a${n}: ${field}`).join(' ');
const login = 'login(input: { email: "a@example.com", password: "x" }) { token }';
const OVER: [string, string, string][] = [
  ['tokens', 'three thousand levels', `${'{ a '.repeat(3_000)}${'}'.repeat(3_000)}`],
  ['tokens', 'ten thousand times the same field', `{ me { ${'id '.repeat(10_000)} } }`],
  ['depth', 'deep nesting', `{ me ${'{ id '.repeat(10)}${'}'.repeat(10)} }`],
  ['aliases', 'forty aliases', `{ ${aliased('__typename', 40)} }`],
  ['directives', 'sixty directives', `{ __typename ${'@x '.repeat(60)} }`],
  ['cost', 'a million pieces', `{ ${connection('1000000')} }`],
  ['cost', 'thirty pages', `{ ${aliased(connection('100'), 30)} }`],
  ['credentials', 'two sign-ins', `mutation { ${aliased(login, 2)} }`],
  [
    'credentials',
    'two sign-ins in fragments',
    `mutation { ...f b: ${login} } fragment f on Mutation { ${login} }`,
  ],
  [
    'cost',
    'fragments that double thirty times',
    `{ ...f0 } ${Array.from({ length: 30 }, (_, n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`).join(' ')} fragment f30 on Query { __typename }`,
  ],
];

describe('a document over a limit', () => {
  it.each(OVER)('of %s is rejected by name, over both transports: %s', async (limit, _, query) => {
    const { status, json } = await sendQuery(url, { query });
    expect(status).toBe(400);
    expect(json.errors).toHaveLength(1);
    const extensions = json.errors?.[0]?.extensions;
    expect(extensions).toMatchObject({
      code: limit === 'tokens' ? 'GRAPHQL_PARSE_FAILED' : 'GRAPHQL_VALIDATION_FAILED',
      limit: { name: limit, max: expect.any(Number) },
    });
    if (query.length > 60_000) return;
    const socket = await openSocket(url, {});
    socket.send({ type: 'subscribe', id: '1', payload: { query } });
    const { type, payload } = await socket.next();
    expect(type).toBe('error');
    expect(payload).toEqual(json.errors);
    socket.close();
  });

  it('is rejected if a variable makes its page too long, and accepted with an ordinary page', async () => {
    const { token } = await product.buildUser();
    const query = `query ($first: Int!) { ${Array.from({ length: 30 }, (_, n) => `a${n}: ${connection('$first')}`).join(' ')} }`;
    const answer = async (first: number) =>
      (await sendQuery(url, { query, variables: { first } }, token)).json;
    expect((await answer(100)).errors?.[0]?.extensions.limit).toMatchObject({ name: 'cost', max: 10_000 });
    expect((await answer(5)).errors).toBeUndefined();
  });

  it('costs less than 50 ms of the API’s processor time', async () => {
    const { pid } = product.apis[0] as RunningProcess;
    for (const [, name, query] of OVER) {
      const before = cpuMicros(pid);
      for (let round = 0; round < 7; round++) await sendQuery(url, { query });
      expect((cpuMicros(pid) - before) / 7, name).toBeLessThan(50_000);
    }
  });

  it('does not include the standard introspection query, if introspection is on', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { json } = await sendQuery(other.url, { query: getIntrospectionQuery() });
    expect(json.errors).toBeUndefined();
  });
});

describe('an operation that takes too long', () => {
  it('is aborted with an error', async () => {
    const slow = await product.startApi({ OPERATION_TIMEOUT_MS: '100', BCRYPT_COST: '12' });
    const { json } = await sendQuery(slow.url, { query: `mutation { ${login} }` });
    expect(json.errors?.[0]?.extensions).toEqual({
      code: 'SERVICE_UNAVAILABLE',
      limit: { name: 'time', max: 100 },
    });
    await slow.end();
  });
});

describe('rate limits', () => {
  /** Two APIs behind a proxy that they trust, and a public one. */
  let first: RunningProcess;
  let second: RunningProcess;
  let open: RunningProcess;
  /** The proxy between the two APIs and Redis. */
  let line: TcpProxy;
  beforeAll(async () => {
    const redis = new URL(product.env.REDIS_URL ?? '');
    line = await startProxy(Number(redis.port));
    redis.port = String(line.port);
    const limits = {
      RATE_LIMITS: 'on',
      RATE_LIMIT_REQUESTS: '12/1m',
      RATE_LIMIT_LOGINS_PER_ACCOUNT: '3/15m',
      RATE_LIMIT_LOGINS_PER_ADDRESS: '1/1h',
      RATE_LIMIT_GENERATIONS: '3/1m,100/1d',
    };
    const behind = { ...limits, TRUST_PROXY: 'loopback', REDIS_URL: String(redis) };
    [first, second, open] = await Promise.all([
      product.startApi(behind),
      product.startApi(behind),
      product.startApi(limits),
    ]);
  });
  afterAll(async () => {
    await Promise.all([first, second, open].map((api) => api?.end()));
    await line.close();
  });
  let addresses = 0;
  const nextAddress = () => `10.0.0.${++addresses}`;
  /** Sends a request from an individual address, if `api` trusts the proxy. */
  const signIn = (api: RunningProcess, email: string, password: string, address = nextAddress()) =>
    fetch(api.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({
        query: 'mutation ($input: LoginInput!) { login(input: $input) { user { id } } }',
        variables: { input: { email, password } },
      }),
    });
  const codesOf = async (responses: Response[]) =>
    Promise.all(
      responses.map(async (one) => ((await one.json()) as Told).errors?.[0]?.extensions.code ?? 'OK'),
    );

  it('count the sign-ins of an account in all processes together, and reset after a success', async () => {
    const user = await product.buildUser();
    const wrong = () => [signIn(first, user.email, 'wrong one'), signIn(second, user.email, 'wrong one')];
    expect(await codesOf(await Promise.all(wrong()))).toEqual(Array(2).fill('INVALID_CREDENTIALS'));
    expect((await signIn(first, user.email, user.password)).status).toBe(200);
    const all = await codesOf(await Promise.all([...wrong(), ...wrong(), ...wrong()]));
    expect(all.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(3);
    expect(all.filter((code) => code === 'RATE_LIMITED')).toHaveLength(3);
    // Another spelling is the same account. Another account is not affected.
    expect(await codesOf([await signIn(first, user.email.toUpperCase(), user.password)])).toEqual([
      'RATE_LIMITED',
    ]);
    expect(await codesOf([await signIn(first, `${randomUUID()}@example.com`, 'x')])).toEqual([
      'INVALID_CREDENTIALS',
    ]);
  });

  it('are reported in the standard headers and in the response', async () => {
    const { token } = await product.buildUser();
    const ask = () =>
      fetch(first.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ me { name } }"}',
      });
    const response = await ask();
    expect(response.headers.get('ratelimit-policy')).toBe('"requests";q=12;w=60');
    expect(response.headers.get('ratelimit')).toMatch(/^"requests";r=11;t=\d+$/);
    expect(((await response.json()) as Told).extensions?.rateLimit).toMatchObject([
      { name: 'requests', limit: 12, windowSeconds: 60, remaining: 11 },
    ]);
    for (let asked = 1; asked < 12; asked += 1) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    const { errors } = (await refused.json()) as Told;
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: wait,
      rateLimit: { name: 'requests', remaining: 0 },
    });
    // The same count over a WebSocket, in another process.
    const socket = await openSocket(second.url, { token });
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ me { name } }' } });
    expect(await socket.next()).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
    socket.close();
  });

  it('count the generated jobs of one user, and affect no other one', async () => {
    const [user, stranger] = [await product.buildUser(), await product.buildUser()];
    const query =
      'mutation { generateContent(input: { prompt: "Tea", type: SOCIAL_MEDIA_CAPTION, delaySeconds: 3600 }) { id } }';
    const ask = async (token: string) =>
      (await sendQuery(first.url, { query }, token)).json.errors?.[0]?.extensions.code ?? 'OK';
    const codes = await Promise.all(Array.from({ length: 10 }, () => ask(user.token)));
    expect(codes.filter((code) => code === 'OK')).toHaveLength(3);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(7);
    expect(await ask(stranger.token)).toBe('OK');
  });

  it('use the address of a trusted proxy, and of no other client', async () => {
    const from = async (api: RunningProcess, address: string) =>
      codesOf([await signIn(api, `${randomUUID()}@example.com`, 'x', address)]);
    expect(await from(first, '192.0.2.1')).toEqual(['INVALID_CREDENTIALS']);
    expect(await from(first, '192.0.2.2')).toEqual(['INVALID_CREDENTIALS']);
    // The address that the client itself writes before the proxy’s is ignored.
    expect(await from(first, '198.51.100.9, 192.0.2.1')).toEqual(['RATE_LIMITED']);
    expect(await from(first, '2001:db8::1')).toEqual(['INVALID_CREDENTIALS']);
    expect(await from(first, '2001:db8::2')).toEqual(['RATE_LIMITED']);
    expect(await from(open, '192.0.2.3')).toEqual(['INVALID_CREDENTIALS']);
    expect(await from(open, '192.0.2.4')).toEqual(['RATE_LIMITED']);
  });

  it('apply in each process separately while Redis is down, and together afterwards', async () => {
    const email = `${randomUUID()}@example.com`;
    const guesses = async (api: RunningProcess, count: number) => {
      const codes: unknown[] = [];
      for (let n = 0; n < count; n += 1)
        codes.push(...(await codesOf([await signIn(api, email, 'wrong one')])));
      return codes;
    };
    const allowance = [...Array(3).fill('INVALID_CREDENTIALS'), 'RATE_LIMITED'];
    line.cut();
    expect(await guesses(first, 4)).toEqual(allowance);
    expect(await guesses(second, 4)).toEqual(allowance);
    line.mend();
    // Redis has counted none of these. From now on both processes count there.
    await expect
      .poll(async () => (await guesses(first, 1))[0], { timeout: 10_000 })
      .toBe('INVALID_CREDENTIALS');
    await expect
      .poll(async () => (await guesses(second, 1))[0], { timeout: 10_000 })
      .toBe('INVALID_CREDENTIALS');
    expect(await guesses(second, 3)).toContain('RATE_LIMITED');
    expect(await guesses(first, 1)).toEqual(['RATE_LIMITED']);
  });
});

describe('a WebSocket', () => {
  it('is refused to pages with an unlisted origin', async () => {
    const upgrade = (origin: string) =>
      new Promise<number | undefined>((resolve) => {
        const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { origin });
        socket.on('open', () => {
          resolve(101);
          socket.close();
        });
        socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
        socket.on('error', () => {});
      });
    expect(await upgrade('https://evil.example')).toBe(403);
    expect(await upgrade('null')).toBe(403);
    expect(await upgrade('http://localhost:3000')).toBe(101);
    expect(await upgrade(new URL(url).origin)).toBe(101);
  });

  it('counts towards the limit of its user, and has a limit of subscriptions', async () => {
    const { token } = await product.buildUser();
    const subscribe = (id: string) => ({
      type: 'subscribe',
      id,
      payload: { query: 'subscription { jobCompleted { cursor } }' },
    });
    const sockets = await Promise.all([1, 2, 3].map(() => openSocket(url, { token })));
    const [one, two] = sockets as [(typeof sockets)[0], (typeof sockets)[0]];
    const fourth = await openSocket(url);
    fourth.send({ type: 'connection_init', payload: { token } });
    expect(await fourth.closed).toEqual({ code: 4429, reason: 'Too many sockets' });
    // A stream counts as one of them.
    const parameters = new URLSearchParams({ query: 'subscription { jobCompleted { cursor } }' });
    const headers = { authorization: `Bearer ${token}` };
    await using stream = await openEvents(`${url}/stream?${parameters}`, { headers });
    expect(JSON.parse((await stream.next())?.data ?? '')).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', limit: { name: 'socketsPerUser', max: 3 } } }],
    });
    for (const id of ['1', '2', '3', '4']) one.send(subscribe(id));
    const limitOf = async (socket: typeof one) => (await socket.next()) as unknown;
    expect(await limitOf(one)).toMatchObject({
      id: '4',
      type: 'error',
      payload: [{ extensions: { code: 'RATE_LIMITED', limit: { name: 'subscriptionsPerSocket', max: 3 } } }],
    });
    two.send(subscribe('1'));
    two.send(subscribe('2'));
    expect(await limitOf(two)).toMatchObject({
      id: '2',
      payload: [{ extensions: { limit: { name: 'subscriptionsPerUser', max: 4 } } }],
    });
    // Ended ones no longer count.
    one.close();
    await one.closed;
    const next = await openSocket(url, { token });
    for (const id of ['1', '2', '3', '4']) next.send(subscribe(id));
    expect(await limitOf(next)).toMatchObject({ id: '4' });
    for (const socket of [two, next, ...sockets]) socket.close();
  });
});

describe('a malformed request', () => {
  const { hostname, port } = { hostname: '127.0.0.1', port: () => Number(new URL(url).port) };

  it('with headers of 20 kB gives 431 in GraphQL’s form', async () => {
    const body = await new Promise<string>((resolve, reject) => {
      const request = httpRequest(
        { hostname, port: port(), path: '/graphql', headers: { authorization: 'x'.repeat(20_000) } },
        (response) => {
          expect(response.statusCode).toBe(431);
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve(text));
        },
      );
      request.on('error', reject);
      request.end();
    });
    expect(JSON.parse(body).errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('that arrives a byte at a time is aborted, in GraphQL’s form', async () => {
    const socket = connect(Number(new URL(other.url).port), hostname);
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
    );
    const drip = setInterval(() => socket.write(' '), 100);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '').errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  it('gets a response without hints and without paths', async () => {
    const { text } = await sendBody(url, '{"query":"{ me { i } }"}');
    expect(text).not.toMatch(/Did you mean|node_modules/);
  });
});

describe('a subscription with invalid variables', () => {
  it('gets an error that neither repeats them nor gives hints', async () => {
    const { token } = await product.buildUser();
    const socket = await openSocket(url, { token });
    const query = 'subscription ($id: ID) { jobCompleted(jobId: $id) { cursor } }';
    socket.send({ type: 'subscribe', id: '1', payload: { query, variables: { id: { secret: 'hunter2' } } } });
    const told = JSON.stringify(await socket.next());
    expect(told).toContain('"code":"BAD_USER_INPUT"');
    expect(told).not.toContain('hunter2');
    await socket.next();
    socket.send({
      type: 'subscribe',
      id: '2',
      payload: { query: 'subscription { jobCompleted { curso } }' },
    });
    const hint = JSON.stringify(await socket.next());
    expect(hint).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(hint).not.toContain('Did you mean');
    socket.close();
  });
});
