import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../local/process/run.js';
import { describeInBrowser, type TestBrowser } from '../support/browser.js';
import type { Env, RunningProcess } from '../support/process.js';
import type { Product } from '../support/product.js';
import { textFor } from '../support/upstream.js';
import { hold } from '../support/upstream-behaviours.js';
import { openSite } from './web.js';

// The first tab of the playground has registered Ada in the same product.
const EMAIL = 'grace@example.com';

describeInBrowser('the example with Apollo Client, in a browser', () => {
  let browser: TestBrowser;
  let product: Product;
  let api: RunningProcess;
  let env: Env;
  let page: { origin: string; close(): Promise<void> };
  beforeAll(async () => {
    const port = await freePort();
    env = { CORS_ORIGINS: `http://localhost:${port}` };
    ({ browser, product } = await openSite());
    product.upstream.reset();
    api = await product.startApi(env);
    page = await serveExample(port, api.url);
  }, 120_000);
  afterAll(async () => {
    await page.close();
    await api.end();
  });

  it('signs up, shows the finished text, and misses no event while the API is down', async () => {
    const visitor = await browser.visit();
    const tab = visitor.page;
    await tab.goto(page.origin);
    await tab.getByLabel('Email').fill(EMAIL);
    await tab.getByLabel('Password').fill('correct horse');
    await tab.getByRole('button', { name: 'Sign up' }).click();
    const ask = async (prompt: string) => {
      await tab.getByLabel('What shall be written?').fill(prompt);
      await tab.getByRole('button', { name: 'Generate' }).click();
    };
    const written = tab.getByRole('region', { name: 'Completions' }).locator('pre');
    await ask('Tea');
    await expect.poll(() => written.allTextContents()).toEqual([textFor('Tea')]);

    const held = hold({ before: ['Half, '], after: ['and the rest'] });
    product.upstream.when(({ prompt }) => prompt === 'Coffee', held);
    await ask('Coffee');
    await product.upstream.waitForRequest(({ prompt }) => prompt === 'Coffee');
    expect(visitor.faults).toEqual([]);
    await api.end('SIGKILL');
    held.release();
    const user = await product.mongo.collection('users').findOne({ email: EMAIL });
    const events = { 'job.userId': user?._id.toString() };
    await expect.poll(() => product.mongo.collection('events').countDocuments(events)).toBe(2);
    api = await product.startApi({ ...env, PORT: new URL(api.url).port });
    await expect
      .poll(() => written.allTextContents(), { timeout: 20_000 })
      .toEqual(['Half, and the rest', textFor('Tea')]);

    await tab.reload();
    await expect
      .poll(() => written.allTextContents(), { timeout: 20_000 })
      .toEqual(['Half, and the rest', textFor('Tea')]);
    // The page and the API have different origins. No other origin may appear.
    expect(
      visitor.requestsBeyond(page.origin).filter((url) => new URL(url).host !== new URL(api.url).host),
    ).toEqual([]);
    await visitor[Symbol.asyncDispose]();
  }, 120_000);
});

/** The example as `npm run build` builds it, for this API. */
async function serveExample(port: number, apiUrl: string) {
  const { build, preview } = await import('vite');
  const outDir = await mkdtemp(join(tmpdir(), 'apollo-example-'));
  const options = {
    root: 'examples/apollo-react',
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  } as const;
  await build({ ...options, define: { 'import.meta.env.VITE_API_URL': JSON.stringify(apiUrl) } });
  const server = await preview({ ...options, preview: { port, host: 'localhost', strictPort: true } });
  return {
    origin: `http://localhost:${port}`,
    async close() {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
