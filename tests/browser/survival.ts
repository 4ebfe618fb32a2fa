import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { hold } from '../support/upstream.js';
import { OUTLINE } from './texts.js';
import { eventually, goTo, requestText, slowly, startWeb, statusOf, type Web } from './web.js';

/** A page without the code of the web app: only the browser’s own EventSource follows the events. */
const FOLLOW_EVENTS = `
  globalThis.followed = [];
  const query = 'subscription { jobCompleted { job { prompt } } }';
  const source = new EventSource('/graphql/stream?query=' + encodeURIComponent(query));
  source.onopen = () => followed.push('open');
  source.addEventListener('next', ({ lastEventId, data }) =>
    followed.push(lastEventId + ' ' + JSON.parse(data).data.jobCompleted.job.prompt));
`;

describeInBrowser('the web app survives', () => {
  let web: Web;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterEach(async () => {
    web.line.mend();
    await visitor[Symbol.asyncDispose]();
  });
  afterAll(() => web[Symbol.asyncDispose]());

  const [first = '', ...rest] = slowly(OUTLINE, 4);

  /** Requests a job that stops in mid-sentence: the first quarter is on the page, and `release` sends the rest. */
  async function inMidSentence(page: Page, prompt: string) {
    const writing = hold({ before: [first], after: rest });
    web.product.upstream.enqueue(writing);
    await requestText(page, 'Blog post outline', prompt);
    await expectWritten(page, first);
    return writing;
  }

  const expectWritten = (page: Page, text: string) =>
    eventually(() => page.getByTestId('writing').textContent()).toBe(text);

  /** Waits in MongoDB for the end of a job, of which the page receives no event. */
  const ended = (prompt: string) =>
    eventually(() =>
      web.product.mongo.collection('jobs').countDocuments({ prompt, status: 'COMPLETED' }),
    ).toBe(1);

  const expectWhole = (page: Page) => page.getByRole('heading', { name: 'Conclusion' }).waitFor();

  /** Expects these prompts in the list of notifications, once each. */
  async function expectNotified(page: Page, ...prompts: string[]) {
    await page.getByRole('button', { name: /^Notifications/ }).click();
    const list = page.getByRole('dialog', { name: 'Notifications' });
    await eventually(() => list.getByRole('listitem').count()).toBe(prompts.length);
    for (const prompt of prompts) expect(await list.getByText(prompt, { exact: true }).count()).toBe(1);
    await page.keyboard.press('Escape');
  }

  it('a network that breaks in mid-text and recovers', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const writing = await inMidSentence(page, 'Cut in mid-text');
    web.line.cut();
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    writing.release();
    await ended('Cut in mid-text');
    expect(await page.getByTestId('writing').textContent()).toBe(first);
    web.line.mend();
    await expectWhole(page);
    await eventually(() => page.getByText('Reconnecting', { exact: true }).isVisible()).toBe(false);
    await expectNotified(page, 'Cut in mid-text');
    await page.getByRole('button', { name: 'Save to the library' }).click();
    await page.getByRole('button', { name: 'Open in the library' }).waitFor();
    await goTo(page, 'Library');
    await page.getByLabel('Search the library').fill('radishes');
    await page.getByText('1 piece found').waitFor();
  });

  it('a laptop that slept: the socket is dead, but not closed', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const writing = await inMidSentence(page, 'Slept through');
    web.line.forget();
    writing.release();
    await ended('Slept through');
    expect(await page.getByTestId('writing').textContent()).toBe(first);
    // The events that a browser fires when it wakes up.
    await page.evaluate("dispatchEvent(new Event('online'))");
    await expectWhole(page);
    await expectNotified(page, 'Slept through');
  });

  it('an offline period, and sends a request from that time once', async () => {
    visitor = await web.enter();
    const { page, context } = visitor;
    await page.getByLabel('What is it about?').fill('Asked for offline');
    await context.setOffline(true);
    web.line.cut();
    await page.getByText('Offline', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Write it' }).click();
    await page.getByText('No connection; trying again').waitFor();
    web.line.mend();
    await context.setOffline(false);
    await page.waitForURL('**/jobs/*');
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    await goTo(page, 'Jobs');
    await page.getByRole('main').getByRole('link', { name: 'Asked for offline' }).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Asked for offline' }).count()).toBe(1);
  });

  it('a lost response, with the same job and no second one', async () => {
    visitor = await web.enter();
    const { page, context } = visitor;
    let lost = 0;
    await context.route('**/graphql', async (route) => {
      if (lost > 0 || !route.request().postData()?.includes('mutation Generate')) return route.fallback();
      lost++;
      await route.fetch();
      await route.abort();
    });
    await requestText(page, 'Social media caption', 'Answered twice');
    expect(lost).toBe(1);
    await goTo(page, 'Jobs');
    await page.getByRole('main').getByRole('link', { name: 'Answered twice' }).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Answered twice' }).count()).toBe(1);
  });

  it('a reload in mid-sentence', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const writing = await inMidSentence(page, 'Reloaded');
    await page.reload();
    await expectWritten(page, first);
    writing.release();
    await expectWhole(page);
    await expectNotified(page, 'Reloaded');
  });

  it('a closed page: it shows what ended meanwhile, and the number of unread notifications', async () => {
    visitor = await web.enter();
    const { page, context } = visitor;
    const writing = await inMidSentence(page, 'Closed meanwhile');
    await page.close();
    writing.release();
    await ended('Closed meanwhile');
    const next = await context.newPage();
    await next.goto(web.origin);
    await next.getByText('1 piece ended while you were away.').first().waitFor();
    await next.getByRole('button', { name: 'Notifications, 1 unread' }).waitFor();
    await expectNotified(next, 'Closed meanwhile');
    await next.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
    await next.reload();
    await next.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  });

  it('two tabs: both show each completion once, and a notification read in one is read in the other', async () => {
    visitor = await web.enter();
    const { page, context } = visitor;
    const other = await context.newPage();
    await other.goto(web.origin);
    await other.getByRole('heading', { name: 'What shall we write?' }).waitFor();
    for (const prompt of ['One of two', 'Two of two']) {
      await requestText(page, 'Social media caption', prompt);
      await eventually(() => statusOf(page).textContent()).toBe('Finished');
    }
    await expectNotified(page, 'One of two', 'Two of two');
    await other.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
    await expectNotified(other, 'One of two', 'Two of two');
    await other.getByRole('button', { name: /^Account of/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('a restart of the API in mid-sentence', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const writing = await inMidSentence(page, 'Over a restart');
    await page.evaluate(FOLLOW_EVENTS);
    const followed = () => page.evaluate('JSON.stringify(followed)');
    await eventually(followed).toBe('["open"]');
    const { product } = web;
    const { port } = new URL(product.apis[0]?.url ?? '');
    await product.apis[0]?.end('SIGKILL');
    writing.release();
    await product.startApi({ PORT: port });
    await expectWhole(page);
    await expectNotified(page, 'Over a restart');
    // The cookie authenticates its EventSource again, which continues after the id of the last event.
    await eventually(followed).toBe('["open","open","1 Over a restart"]');
    await requestText(page, 'Social media caption', 'After the restart');
    await eventually(followed).toBe('["open","open","1 Over a restart","2 After the restart"]');
  });
});
