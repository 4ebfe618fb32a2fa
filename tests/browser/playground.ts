import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type TestBrowser, takePicture } from '../support/browser.js';
import type { RunningProcess } from '../support/process.js';
import { textFor } from '../support/upstream.js';
import { openSite } from './web.js';

const PROMPT = 'The first snow in our coffee shop';

describeInBrowser('the playground in a browser', () => {
  let browser: TestBrowser;
  let api: RunningProcess;
  beforeAll(async () => {
    const site = await openSite();
    browser = site.browser;
    site.product.upstream.reset();
    api = await site.product.startApi({ PLAYGROUND: 'on', INTROSPECTION: 'on' });
  });
  afterAll(() => api.end());

  it('leads from an account to a saved piece by its tabs in order, without typing and without other origins', async () => {
    const endpoint = api.url;
    const visitor = await browser.visit();
    const { page } = visitor;
    await page.goto(endpoint);
    expect(new URL(page.url()).pathname).toBe('/playground/');
    await page.locator('.window-switcher__item--active', { hasText: '1 register' }).waitFor();

    await send(page, '"name": "Ada"');
    await run(page, '2 login', '"token": "ey');
    await run(page, '3 generate', '"status": "QUEUED"');
    await run(page, '4 watch', `"generatedContent": "${textFor(PROMPT)}"`);
    await run(page, '5 search', '"totalCount": 0');
    await run(page, '6 save', `"body": "${textFor(PROMPT)}"`);
    await run(page, '5 search', '"totalCount": 1');

    await run(page, '3 generate', '"status": "QUEUED"');
    await open(page, '4 watch');
    // The subscription is still open, so the next event arrives by itself.
    await result(page).locator('.cm-line', { hasText: '"cursor": "2"' }).waitFor();
    await page.getByText('Updated active environment variables').last().waitFor({ state: 'hidden' });
    await takePicture(page, 'playground');

    await page.getByText('Docs', { exact: true }).click();
    await page.locator('app-doc-viewer').getByText('Mutation', { exact: true }).first().click();
    await page.locator('app-doc-viewer').getByText('Creates a job that generates a text').waitFor();

    expect(visitor.requestsBeyond(endpoint)).toEqual([]);
    expect(visitor.requests).toContain(endpoint.replace('http', 'ws'));
    expect(visitor.faults).toEqual([]);
    await visitor[Symbol.asyncDispose]();
  }, 240_000);
});

const open = (page: Page, tab: string) => page.locator('.window-switcher__input', { hasText: tab }).click();
const result = (page: Page) => page.locator('app-query-result').filter({ visible: true });

/** Sends the operation of the tab, and waits until a line of the result contains this text. */
async function send(page: Page, expected: string) {
  await page.getByText('Send Request').filter({ visible: true }).click();
  await result(page).locator('.cm-line', { hasText: expected }).first().waitFor();
}

async function run(page: Page, tab: string, expected: string) {
  await open(page, tab);
  await send(page, expected);
}
