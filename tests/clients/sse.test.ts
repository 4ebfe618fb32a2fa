import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createClient } from 'graphql-sse';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { buildAdmin, call } from '../support/admin.js';
import { type Events, openEvents } from '../support/event-source.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

type Headers = Record<string, string>;
const FOLLOW = 'subscription ($after: String) { jobCompleted(after: $after) { job { prompt status } } }';

let product: Product;
let url: string;
beforeAll(async () => {
  product = await startProduct();
  url = `${product.apis[0]?.url}/stream`;
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const api = () => product.apis[0]?.url ?? '';
const bearer = ({ token }: TestUser): Headers => ({ authorization: `Bearer ${token}` });
const post = (request: object, headers: Headers = {}) =>
  openEvents(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(request),
  });
const get = (parameters: Record<string, string>, headers: Headers = {}) =>
  openEvents(`${url}?${new URLSearchParams(parameters)}`, { headers });
/** The results of an operation that completes, and what comes after them. */
async function results(stream: Promise<Events>) {
  const events = await (await stream).rest();
  expect(events.at(-1)).toMatchObject({ event: 'complete', data: '' });
  return events.slice(0, -1).map(({ event, data }) => {
    expect(event).toBe('next');
    return JSON.parse(data);
  });
}
const codesOf = async (stream: Promise<Events>) =>
  (await results(stream)).flatMap(({ errors = [] }) =>
    errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code),
  );
const generate = (user: TestUser, prompt: string) =>
  user.request(Generate, { input: { prompt, type: 'PRODUCT_DESCRIPTION' } });
const promptOf = (data: string) => JSON.parse(data).data.jobCompleted.job.prompt;
/** The next event's id and the prompt of its job. */
async function nextOf(stream: Events) {
  const event = await stream.next();
  return event && [event.id, promptOf(event.data)];
}

describe('server-sent events', () => {
  it('answer queries and mutations with one result, and pass unbuffered through proxies', async () => {
    const user = await product.buildUser();
    const stream = await post({ query: '{ me { id } }' }, { ...bearer(user), 'accept-encoding': 'br, gzip' });
    expect([stream.status, stream.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(stream.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    expect(stream.headers.get('content-encoding')).toBeNull();
    expect(stream.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await results(Promise.resolve(stream))).toEqual([{ data: { me: { id: user.id } } }]);
    const query = 'mutation ($name: String!) { updateProfile(name: $name) { name } }';
    const changed = await results(post({ query, variables: { name: 'Bea' } }, bearer(user)));
    expect(changed).toEqual([{ data: { updateProfile: { name: 'Bea' } } }]);
    expect(await results(get({ query: '{ me { name } }', variables: '' }, bearer(user)))).toEqual([
      { data: { me: { name: 'Bea' } } },
    ]);
  });

  it('contain errors as messages of the stream, so that browsers can read them', async () => {
    const user = await product.buildUser();
    const change = 'mutation { updateProfile(name: "Eve") { name } }';
    expect(await codesOf(get({ query: change }, bearer(user)))).toEqual(['BAD_REQUEST']);
    expect((await results(post({ query: '{ me { name } }' }, bearer(user))))[0].data.me.name).toBe('Ada');
    for (const [query, code] of [
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      [FOLLOW, 'UNAUTHENTICATED'],
      ['{ me { id } }', 'UNAUTHENTICATED'],
      ['', 'BAD_REQUEST'],
    ] as const) {
      expect([query, await codesOf(post({ query }))]).toEqual([query, [code]]);
    }
    expect(await codesOf(get({ query: FOLLOW, variables: '{' }, bearer(user)))).toEqual(['BAD_REQUEST']);
    expect(await codesOf(post([], bearer(user)))).toEqual(['BAD_REQUEST']);
    const json = await openEvents(`${url}?query={me{id}}`, { headers: { accept: 'application/json' } });
    expect(json.status).toBe(406);
  });

  it('are readable by pages of CORS_ORIGINS, and by no others', async () => {
    const allowed = async (origin: string) =>
      (await get({ query: '{ __typename }' }, { origin })).headers.get('access-control-allow-origin');
    expect(await allowed('http://localhost:3000')).toBe('http://localhost:3000');
    expect(await allowed('https://evil.example')).toBeNull();
  });

  it('work with the graphql-sse client and curl', async () => {
    const user = await product.buildUser();
    const client = createClient({ url, headers: bearer(user), retryAttempts: 0 });
    let live = () => {};
    const connected = new Promise<void>((resolve) => {
      live = resolve;
    });
    const events = client.iterate<{ jobCompleted: { job: { prompt: string } } }>(
      { query: FOLLOW },
      { connected: () => live() },
    );
    const first = events.next();
    await connected;
    await generate(user, 'With the client');
    expect((await first).value?.data?.jobCompleted.job.prompt).toBe('With the client');
    client.dispose();
    const query = `subscription { jobCompleted(after: "0") { cursor } }`;
    const { stdout } = await promisify(execFile)('curl', [
      ...['-sN', '--max-time', '1', '-G', url, '-H', `authorization: Bearer ${user.token}`],
      ...['--data-urlencode', `query=${query}`],
    ]).catch((error) => error as { stdout: string });
    expect(stdout).toMatch(/^:\n\nretry: 1000\nid: 0\n\nid: 1\nevent: next\ndata: \{"data":\{"jobCompleted"/);
  });
});

describe('Last-Event-ID', () => {
  it('continues after the event with this id, and overrides the document’s cursor', async () => {
    const user = await product.buildUser();
    for (const prompt of ['One', 'Two', 'Three']) {
      await generate(user, prompt);
      await product.upstream.waitForRequest((request) => request.prompt === prompt);
    }
    await using all = await get({ query: FOLLOW, variables: '{"after":"0"}' }, bearer(user));
    const seen = [await nextOf(all), await nextOf(all), await nextOf(all)];
    expect(seen.map((event) => event?.[0])).toEqual(['1', '2', '3']);
    const field = '{ jobCompleted(after: "0") { job { prompt status } } }';
    for (const query of [
      FOLLOW,
      `subscription ${field}`,
      'subscription { jobCompleted { job { prompt } } }',
      'subscription { ...f } fragment f on Subscription { jobCompleted(after: "3") { job { prompt } } }',
    ]) {
      const headers = { ...bearer(user), 'last-event-id': '1' };
      await using stream = await get({ query, variables: '{"after":"0"}' }, headers);
      expect([await nextOf(stream), await nextOf(stream)]).toEqual([seen[1], seen[2]]);
    }
  });

  it('is sent before the first event, so that none is lost between two connections', async () => {
    const user = await product.buildUser();
    await generate(user, 'Before');
    await expect
      .poll(() => product.mongo.collection('events').countDocuments({ 'job.userId': user.id }))
      .toBe(1);
    await using stream = await get({ query: FOLLOW }, bearer(user));
    await generate(user, 'Live');
    expect(await nextOf(stream)).toEqual(['2', 'Live']);
    expect(stream.text()).toMatch(/^:\n\nretry: 1000\nid: 1\n\n/);
  });

  it.each(['7', 'x', '-1'])('that is %s is rejected by its name', async (id) => {
    const user = await product.buildUser();
    const [{ errors }] = await results(get({ query: FOLLOW }, { ...bearer(user), 'last-event-id': id }));
    expect(errors[0].message).toBe('Last-Event-ID is not a cursor of your events');
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('continues the changes of the library', async () => {
    const user = await product.buildUser();
    const create =
      'mutation ($title: String!) { createContent(input: { title: $title, body: "b", type: BLOG_POST }) { id } }';
    const query = 'subscription { contentChanged { cursor content { title } } }';
    for (const title of ['One', 'Two']) await call(api(), user, create, { title });
    await using stream = await get({ query }, { ...bearer(user), 'last-event-id': '1' });
    const event = await stream.next();
    expect([event?.id, event && JSON.parse(event.data).data.contentChanged]).toEqual([
      '2',
      { cursor: '2', content: { title: 'Two' } },
    ]);
    await using live = await get({ query }, bearer(user));
    await call(api(), user, create, { title: 'Three' });
    expect((await live.next())?.id).toBe('3');
    expect(live.text()).toMatch(/^:\n\nretry: 1000\nid: 2\n\n/);
  });

  it('continues the progress of a batch', async () => {
    const user = await product.buildUser();
    const { id: batch } = await call<{ id: string }>(
      api(),
      user,
      'mutation { generateBatch(input: { items: [{ prompt: "One", type: PRODUCT_DESCRIPTION }, { prompt: "Two", type: PRODUCT_DESCRIPTION }], delaySeconds: 0 }) { id } }',
    );
    const query = `subscription { batchProgress(id: "${batch}") { cursor completedAt } }`;
    const whole = await (await get({ query }, bearer(user))).rest();
    const ids = whole.flatMap(({ id }) => id ?? []);
    expect(ids.at(-1)).toBe('2');
    const rest = await (await get({ query }, { ...bearer(user), 'last-event-id': '1' })).rest();
    expect(rest.map(({ id, event }) => [id, event])).toEqual([
      ['2', 'next'],
      [undefined, 'complete'],
    ]);
    expect(rest[0]?.data).toBe(whole.at(-2)?.data);
  });

  it('is rejected by subscriptions without a cursor', async () => {
    const headers = { ...bearer(await product.buildUser()), 'last-event-id': '1' };
    const query = 'subscription { presenceChanged { online } }';
    expect(await codesOf(get({ query }, headers))).toEqual(['BAD_REQUEST']);
  });
});

describe('a stream', () => {
  const rest = async (stream: Events) => (await stream.rest()).map(({ event }) => event);

  it('ends with its session, and a reconnection is refused', async () => {
    const user = await product.buildUser();
    const stream = await get({ query: FOLLOW }, bearer(user));
    await call(product.apis[0]?.url ?? '', user, 'mutation { logout }');
    expect(await rest(stream)).toEqual([]);
    expect(await codesOf(get({ query: FOLLOW }, bearer(user)))).toEqual(['UNAUTHENTICATED']);
  });

  it('ends when an administrator closes the account', async () => {
    const [user, admin] = await Promise.all([product.buildUser(), buildAdmin(product)]);
    const stream = await get({ query: FOLLOW }, bearer(user));
    const shut = `mutation { setUserStatus(id: "${user.id}", status: INACTIVE) { id } }`;
    await call(product.apis[0]?.url ?? '', admin, shut);
    expect(await rest(stream)).toEqual([]);
  });
});

describe('a session in cookies', () => {
  const cookieFor = async (user: TestUser) => {
    const query = `mutation { login(input: { email: "${user.email}", password: "${user.password}" }) { token } }`;
    const response = await fetch(product.apis[0]?.url ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'session-transport': 'cookie',
        origin: new URL(url).origin,
      },
      body: JSON.stringify({ query }),
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return cookies.join('; ');
  };
  const ME = { query: '{ me { id } }' };

  it('authenticates the EventSource of this server’s own page, and POST with its origin', async () => {
    const user = await product.buildUser();
    const cookie = await cookieFor(user);
    const mine = [{ data: { me: { id: user.id } } }];
    expect(await results(get(ME, { cookie, 'sec-fetch-site': 'same-origin' }))).toEqual(mine);
    expect(await results(post(ME, { cookie, origin: new URL(url).origin }))).toEqual(mine);
    for (const headers of [
      { cookie },
      { cookie, 'sec-fetch-site': 'same-site' },
      { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    ] as Headers[]) {
      expect(await codesOf(get(ME, headers))).toEqual(['UNAUTHENTICATED']);
    }
    expect(await codesOf(post(ME, { cookie }))).toEqual(['UNAUTHENTICATED']);
  });
});
