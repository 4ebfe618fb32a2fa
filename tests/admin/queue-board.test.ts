import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { buildAdmin, giveRole } from '../support/admin.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';

const PROMPT = 'A secret recipe for tea';
type Headers = Record<string, string>;

let product: Product;
let origin: string;
let admin: TestUser;
let user: TestUser;
beforeAll(async () => {
  product = await startProduct({ workers: 0 });
  origin = new URL(product.apis[0]?.url ?? '').origin;
  admin = await buildAdmin(product);
  user = await product.buildUser();
  const input = { prompt: PROMPT, type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 3_600 } as const;
  await user.request(Generate, { input });
});
afterAll(() => product[Symbol.asyncDispose]());

const get = (path: string, headers: Headers = {}, to = origin) =>
  fetch(`${to}/admin/queues${path}`, { headers });
const bearer = ({ token }: TestUser): Headers => ({ authorization: `Bearer ${token}` });
/** The headers that a browser sends with the session cookie, by the origin of the page. */
const cookie = ({ token }: TestUser, site: string, to = origin): Headers => ({
  cookie: `content-session-${new URL(to).port}=${token}`,
  'sec-fetch-site': site,
});
const codeOf = async (answer: Response) =>
  ((await answer.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
const pause = (headers: Headers, to = origin) =>
  fetch(`${to}/admin/queues/api/queues/content-generation/pause`, { method: 'PUT', headers });
const isPaused = async () => (await product.redis.hexists('bull:content-generation:meta', 'paused')) === 1;

describe('the board of queues', () => {
  it.each(['', '/', '/api/queues', '/static/favicon.ico'])(
    'rejects everyone but administrators: %s',
    async (path) => {
      const anonymous = await get(path);
      expect([anonymous.status, await codeOf(anonymous)]).toEqual([401, 'UNAUTHENTICATED']);
      for (const headers of [bearer(user), cookie(user, 'same-origin')]) {
        const refused = await get(path, headers);
        expect([refused.status, await codeOf(refused)]).toEqual([403, 'FORBIDDEN']);
      }
    },
  );

  it('serves the page, its assets and all queues to an administrator, without prompts', async () => {
    const page = await get('', bearer(admin));
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Bull');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    for (const src of scripts) {
      const script = await fetch(new URL(src, `${origin}/admin/queues/`), { headers: bearer(admin) });
      expect(script.status).toBe(200);
    }
    const answer = await get('/api/queues?activeQueue=content-generation&status=delayed', bearer(admin));
    const text = await answer.text();
    const { queues } = JSON.parse(text) as { queues: { name: string; readOnlyMode: boolean }[] };
    expect(queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([
      ['content-generation', true],
      ['webhook-deliveries', true],
      ['exports', true],
      ['schedules', true],
    ]);
    expect(text).toContain('"jobId"');
    expect(text).not.toContain(PROMPT);
  });

  it('accepts the cookie from its own pages and from the address bar, and from no other page', async () => {
    const statusOf = async (headers: Headers) => (await get('/api/queues', headers)).status;
    expect(await statusOf(cookie(admin, 'same-origin'))).toBe(200);
    expect(await statusOf(cookie(admin, 'none'))).toBe(200);
    expect(await statusOf(cookie(admin, 'same-site'))).toBe(401);
    expect(await statusOf(cookie(admin, 'cross-site'))).toBe(401);
    const { cookie: bare = '' } = cookie(admin, 'none');
    expect(await statusOf({ cookie: bare })).toBe(401);
  });

  it('rejects each change in read-only mode', async () => {
    expect((await pause(bearer(admin))).status).toBe(403);
    expect((await pause({ ...cookie(admin, 'same-origin'), origin })).status).toBe(403);
    expect(await isPaused()).toBe(false);
  });

  it('checks the role at each request', async () => {
    const other = await buildAdmin(product);
    expect((await get('/api/queues', bearer(other))).status).toBe(200);
    await giveRole(product, other, 'USER');
    expect((await get('/api/queues', bearer(other))).status).toBe(403);
  });

  it('changes the queue if that is enabled, with a token or from its own page', async () => {
    const { url } = await product.startApi({ BULL_BOARD: 'write' });
    const { origin: to } = new URL(url);
    const own = { ...cookie(admin, 'same-origin', to), origin: to };
    expect((await pause(bearer(user), to)).status).toBe(403);
    const foreign = { ...cookie(admin, 'same-site', to), origin: 'http://localhost:1' };
    expect((await pause(foreign, to)).status).toBe(401);
    expect((await pause(cookie(admin, 'same-origin', to), to)).status).toBe(401);
    expect(await isPaused()).toBe(false);
    expect((await pause(own, to)).status).toBe(200);
    expect(await isPaused()).toBe(true);
    const resume = `${to}/admin/queues/api/queues/content-generation/resume`;
    expect((await fetch(resume, { method: 'PUT', headers: bearer(admin) })).status).toBe(200);
    expect(await isPaused()).toBe(false);
  });
});
