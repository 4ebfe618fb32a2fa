import { parseSetCookie, type SetCookie, stringifyCookie } from 'cookie';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { openSocket } from '../support/raw-socket.js';

type Headers = Record<string, string>;
interface Answer {
  status: number;
  data: Record<string, unknown> | null | undefined;
  code: unknown;
  cookies: SetCookie[];
}

const ASK = { 'session-transport': 'cookie' };
const LISTED = 'http://app.localhost:3000';

let product: Product;
let url: string;
let own: string;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { CORS_ORIGINS: `null,${LISTED}` } });
  url = product.apis[0]?.url ?? '';
  own = new URL(url).origin;
  user = await product.buildUser();
});
afterAll(() => product[Symbol.asyncDispose]());

/** Sends a request with the headers of a browser or another client. */
async function send(query: string, headers: Headers = {}, init: RequestInit = {}, to = url): Promise<Answer> {
  const response = await fetch(to, {
    method: 'POST',
    body: JSON.stringify({ query }),
    ...init,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const { data, errors } = (await response.json()) as {
    data?: Answer['data'];
    errors?: { extensions: { code: unknown } }[];
  };
  const cookies = response.headers.getSetCookie().map((header) => parseSetCookie(header));
  return { status: response.status, data, code: errors?.[0]?.extensions.code, cookies };
}

const LOGIN = () =>
  `mutation { login(input: { email: "${user.email}", password: "${user.password}" }) { token refreshToken user { id } } }`;
const REFRESH = 'mutation { refreshSession { token refreshToken expiresAt user { id } } }';
const ME = '{ me { id } }';

/** The headers that pages of this origin send from a signed-in browser. */
async function signIn(origin = own, to = url): Promise<{ origin: string; cookie: string }> {
  const { cookies } = await send(LOGIN(), { ...ASK, origin }, {}, to);
  return { origin, cookie: cookieOf(cookies) };
}
const cookieOf = (cookies: SetCookie[]) =>
  stringifyCookie(Object.fromEntries(cookies.map(({ name, value }) => [name, value ?? ''])));
/** The same tokens in the cookies that a page of this origin would have. */
function as(origin: string, cookie: string): Headers {
  const { protocol, port } = new URL(origin);
  const name = `${protocol === 'https:' ? '__Host-' : ''}content-$1${port && `-${port}`}=`;
  return { origin, cookie: cookie.replaceAll(/content-(session|refresh)-\d+=/g, name) };
}
const idOf = ({ data }: Answer) => (data?.me as { id: string } | undefined)?.id;

describe('a sign-in that asks for cookies', () => {
  it.each([
    ['http', '', false],
    ['https', '__Host-', true],
  ])(
    'from a page over %s sets two HttpOnly cookies, and returns no token',
    async (scheme, prefix, secure) => {
      const { data, cookies } = await send(LOGIN(), { ...ASK, origin: own.replace('http', scheme) });
      expect(data?.login).toEqual({ token: '', refreshToken: '', user: { id: user.id } });
      const { port } = new URL(url);
      expect(cookies.map(({ name }) => name)).toEqual([
        `${prefix}content-session-${port}`,
        `${prefix}content-refresh-${port}`,
      ]);
      for (const cookie of cookies) {
        expect(cookie).toMatchObject({
          httpOnly: true,
          sameSite: 'strict',
          path: '/',
          ...(secure && { secure }),
        });
        expect('secure' in cookie).toBe(secure);
        expect(cookie.domain).toBeUndefined();
        expect(cookie.maxAge).toBeGreaterThan(80 * 86_400);
      }
    },
  );

  it('is rejected for pages that may not have cookies, before it has any effect', async () => {
    for (const origin of ['https://evil.example', 'null', undefined]) {
      const { status, data, code, cookies } = await send(LOGIN(), { ...ASK, ...(origin && { origin }) });
      expect([origin, status, code, data?.login, cookies]).toEqual([origin, 403, 'FORBIDDEN', undefined, []]);
    }
  });

  it('returns tokens and sets no cookies if the request does not ask for them, even in a browser with cookies', async () => {
    for (const headers of [{}, { origin: own }, await signIn()]) {
      const { data, cookies } = await send(LOGIN(), headers as Headers);
      expect((data?.login as { token: string } | undefined)?.token).toMatch(/^ey/);
      expect(cookies).toEqual([]);
    }
  });
});

describe('a session in cookies', () => {
  it('is accepted from its own page, behind a proxy, and from an origin of CORS_ORIGINS', async () => {
    expect(idOf(await send(ME, await signIn()))).toBe(user.id);
    expect(idOf(await send(ME, await signIn(own.replace('http', 'https'))))).toBe(user.id);
    expect(idOf(await send(ME, await signIn(LISTED)))).toBe(user.id);
    expect(idOf(await send(ME, as(LISTED, (await signIn()).cookie)))).toBe(user.id);
    const behind = { ...ASK, origin: 'https://public.example', 'sec-fetch-site': 'same-origin' };
    const { cookies } = await send(LOGIN(), behind);
    expect(idOf(await send(ME, { ...behind, cookie: cookieOf(cookies) }))).toBe(user.id);
  });

  it.each<[string, (signedIn: Headers) => Headers, RequestInit?]>([
    ['without an origin', ({ cookie = '' }) => ({ cookie })],
    ['of another site', ({ cookie = '' }) => as('https://evil.example', cookie)],
    ['of the origin null', ({ cookie = '' }) => ({ cookie, origin: 'null' })],
    ['of another port', ({ cookie = '' }) => as('http://localhost:1', cookie)],
    ['over https with a cookie of http', (all) => ({ ...all, origin: own.replace('http', 'https') })],
    ['with an invalid header', (all) => ({ ...all, authorization: 'Bearer x' })],
    ['with a header of another scheme', (all) => ({ ...all, authorization: 'Basic eDp5' })],
    ['by GET', (all) => ({ ...all, 'apollo-require-preflight': '1' }), { method: 'GET', body: null }],
  ])('is ignored in a request %s', async (_, change, init) => {
    const headers = change(await signIn());
    const to = init ? `${url}?query=${encodeURIComponent(ME)}` : url;
    const answer = await send(ME, headers, init, to);
    expect([answer.code, answer.data]).toEqual(['UNAUTHENTICATED', null]);
  });

  it('is overridden by the Authorization header, and is ignored with CORS_ORIGINS=*', async () => {
    const other = await product.buildUser();
    const signedIn = await signIn();
    expect(idOf(await send(ME, { ...signedIn, authorization: `Bearer ${other.token}` }))).toBe(other.id);
    const open = await product.startApi({ CORS_ORIGINS: '*' });
    const there = await signIn(new URL(open.url).origin, open.url);
    expect(idOf(await send(ME, there, {}, open.url))).toBe(user.id);
    const sibling = as('http://localhost:1', there.cookie);
    expect((await send(ME, sibling, {}, open.url)).code).toBe('UNAUTHENTICATED');
  });

  it('is refreshed without a token in the response, whether or not the page asks for cookies', async () => {
    let headers: Headers = { ...(await signIn()) };
    for (const ask of [ASK, {}]) {
      const { data, cookies } = await send(REFRESH, { ...headers, ...ask });
      expect(data?.refreshSession).toMatchObject({ token: '', refreshToken: '', user: { id: user.id } });
      expect(cookies).toHaveLength(2);
      expect(cookieOf(cookies)).not.toBe(headers.cookie);
      headers = { origin: own, cookie: cookieOf(cookies) };
      expect(idOf(await send(ME, headers))).toBe(user.id);
    }
    const nobodies: Headers[] = [{}, { origin: own }, { cookie: headers.cookie ?? '' }];
    for (const nobody of nobodies) {
      expect((await send(REFRESH, nobody)).code).toBe('UNAUTHENTICATED');
    }
  });

  it('replaces the tokens that a page has stored', async () => {
    const { data } = await send(LOGIN());
    const kept = data?.login as { refreshToken: string } | undefined;
    const exchange = `mutation { refreshSession(refreshToken: "${kept?.refreshToken}") { token refreshToken } }`;
    const { data: exchanged, cookies } = await send(exchange, { ...ASK, origin: own });
    expect(exchanged?.refreshSession).toEqual({ token: '', refreshToken: '' });
    expect(idOf(await send(ME, { origin: own, cookie: cookieOf(cookies) }))).toBe(user.id);
  });

  it.each(['logout', 'logoutEverywhere'])('ends by %s, which removes the cookies', async (field) => {
    const signedIn = await signIn();
    const bearer = await product.buildUser();
    const elsewhere = { ...signedIn, authorization: `Bearer ${bearer.token}` };
    expect((await send(`mutation { ${field} }`, elsewhere)).cookies).toEqual([]);
    const { data, cookies } = await send(`mutation { ${field} }`, signedIn);
    expect(data?.[field]).toBeTruthy();
    expect(cookies.map(({ name }) => signedIn.cookie.includes(`${name}=`))).toEqual([true, true]);
    for (const { value, maxAge } of cookies) expect([value, maxAge]).toEqual(['', 0]);
    expect((await send(ME, signedIn)).code).toBe('UNAUTHENTICATED');
  });
});

describe('a WebSocket with a session in cookies', () => {
  const ask = async (headers: Headers, init: Record<string, unknown> = {}) => {
    const socket = await openSocket(url, init, headers);
    socket.send({ type: 'subscribe', id: '1', payload: { query: ME } });
    const { payload } = (await socket.next()) as { payload: { data?: { me?: { id: string } } | null } };
    return { socket, id: payload.data?.me?.id };
  };

  it('belongs to that user, and is closed with 4403 when the session ends', async () => {
    const signedIn = await signIn();
    const { socket, id } = await ask(signedIn);
    expect(id).toBe(user.id);
    await send('mutation { logout }', signedIn);
    expect(await socket.closed).toEqual({ code: 4403, reason: 'Signed out' });
  });

  it('is anonymous without an origin, and is overridden by the token of connection_init', async () => {
    const { cookie, origin } = await signIn();
    const other = await product.buildUser();
    const [nobody, named] = [await ask({ cookie }), await ask({ cookie, origin }, { token: other.token })];
    expect([nobody.id, named.id]).toEqual([undefined, other.id]);
    for (const { socket } of [nobody, named]) socket.close();
  });
});
