import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Product, startProduct } from './support/product.js';

let product: Product;
let origin: string;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { PLAYGROUND: 'on' } });
  origin = (product.apis[0]?.url ?? '').replace('/graphql', '');
});
afterAll(() => product[Symbol.asyncDispose]());

const policyOf = (answer: Response) => answer.headers.get('content-security-policy') ?? '';

describe('the web app', () => {
  /** The routes of the app, with an id if they take one. */
  const paths = [...readFileSync('web/src/app.tsx', 'utf8').matchAll(/<Route path="([^"]+)"/g)].map(
    ([, path = '']) => path.replace('/:part?', '').replace(':id', '01a21066-23d8-70f4-ba7c-18e09e66e3bb'),
  );

  it.each([...new Set([...paths, '/library/new', '/admin/jobs', '/admin/users', '/admin/audit'])])(
    'is served as one document: %s',
    async (path) => {
      const answer = await fetch(origin + path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await answer.text()).toContain('<div id="root">');
    },
  );

  it('has a policy that allows nothing from other origins, and styles only by a nonce', async () => {
    const [one, other] = await Promise.all([fetch(origin), fetch(origin)]);
    const policy = policyOf(one);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(policy).not.toBe(policyOf(other));
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    const html = await one.text();
    expect(html).toContain(`nonce="${nonce}"`);
    expect(html).not.toMatch(/__[A-Z_]+__/);
    expect(html).toContain('<meta name="model-status" content="" />');
    expect(html).not.toMatch(/<script(?![^>]*src=)/);
  });

  it('has files that are cached permanently, and compressed as the browser prefers', async () => {
    const html = await (await fetch(origin)).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
    for (const encoding of ['br', 'gzip']) {
      const answer = await fetch(origin + script, { headers: { 'accept-encoding': encoding } });
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-encoding': encoding,
        vary: expect.stringMatching(/accept-encoding/i),
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringContaining('javascript'),
      });
      expect(await answer.text()).toContain('import');
    }
  });

  it.each([
    ['GET', '/assets/index-00000000.js', 404],
    ['GET', '/assets/..%2f.stamp', 403],
    ['GET', '/graphql/elsewhere', 404],
    ['POST', '/', 404],
    ['POST', '/library', 404],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 503],
  ])('is not served at other paths: %s %s gives JSON', async (method, path, status) => {
    const answer = await fetch(origin + path, { method, headers: { accept: 'text/html' } });
    expect([path, answer.status]).toEqual([path, status]);
    expect(answer.headers.get('content-type')).toContain('json');
  });

  // Only npm start reports a model that is still downloading.
  it.each(['/elsewhere', '/jobs/a/b', '/%', '/model-status'])(
    'shows a page for unknown paths: %s',
    async (path) => {
      const answer = await fetch(origin + path, { headers: { accept: 'text/html,*/*' } });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('<div id="root">');
      const { headers } = await fetch(origin + path, { method: 'HEAD', headers: { accept: 'text/html' } });
      expect(headers.get('content-type')).toContain('html');
      expect((await fetch(origin + path)).headers.get('content-type')).toContain('json');
    },
  );

  it.each([
    ['/sign-in/', 'text/html'],
    ['/jobs/xyz/', 'text/html'],
    ['/favicon.ico', 'image/svg+xml'],
    ['/robots.txt', 'text/plain'],
  ])('serves what browsers request by themselves: %s', async (path, type) => {
    const answer = await fetch(origin + path, { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain(type);
  });

  it('leaves the playground its own policy', async () => {
    const answer = await fetch(`${origin}/playground/`);
    expect(await answer.text()).toContain('<title>Altair</title>');
    expect(policyOf(answer)).toContain("style-src 'self' 'unsafe-inline'");
  });

  it('is built once for the same sources', async () => {
    const before = await stat('web/dist/index.html');
    await promisify(execFile)(process.execPath, ['web/build.js']);
    expect((await stat('web/dist/index.html')).mtimeMs).toBe(before.mtimeMs);
    expect((await readdir('web')).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });
});
