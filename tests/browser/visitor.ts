import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type TestBrowser } from '../support/browser.js';
import { openSite } from './web.js';

const PAGE = `<!doctype html><link rel="icon" href="data:,"><script>
  console.error('a complaint');
  new WebSocket('ws://' + location.host + '/socket');
  fetch('http://example.com/beyond').catch(() => { document.title = 'refused'; });
  setTimeout(() => { throw new Error('thrown'); });
</script>`;

describeInBrowser('the browser of the tests', () => {
  let browser: TestBrowser;
  let server: Server;
  beforeAll(async () => {
    ({ browser } = await openSite());
    server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(PAGE));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('records the console errors, exceptions and foreign requests of a page, and blocks these requests', async () => {
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    const visitor = await browser.visit();
    await visitor.page.goto(origin);
    await visitor.page.waitForFunction("document.title === 'refused'");
    await expect.poll(() => visitor.faults.join()).toMatch(/a complaint/);
    await expect.poll(() => visitor.faults.join()).toMatch(/Error: thrown/);
    await expect.poll(() => visitor.requests).toContain(`${origin.replace('http', 'ws')}/socket`);
    expect(visitor.requestsBeyond(origin)).toEqual(['http://example.com/beyond']);
    await visitor[Symbol.asyncDispose]();
  });
});
