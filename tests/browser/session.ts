import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { hold } from '../support/upstream.js';
import { OUTLINE } from './texts.js';
import { eventually, goTo, PASSWORD, requestText, slowly, startWeb, statusOf, type Web } from './web.js';

/** Longer than the margin before the expiry at which the app refreshes a token, so that it is used first. */
const TOKEN_SECONDS = 4;

describeInBrowser('a session whose tokens expire in seconds', () => {
  let web: Web;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await startWeb({ JWT_EXPIRES_IN: `${TOKEN_SECONDS}s` });
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(() => web[Symbol.asyncDispose]());

  const nextSocket = (tab: Page) => tab.waitForEvent('websocket', { timeout: 5_000 * TOKEN_SECONDS });

  it('continues after its tokens expire, in two tabs at once, without a lost or doubled completion', async () => {
    visitor = await web.enter();
    const { page, context } = visitor;
    const other = await context.newPage();
    await Promise.all([nextSocket(other), other.goto(`${web.origin}/jobs`)]);
    const [first = '', ...rest] = slowly(OUTLINE, 3);
    const writing = hold({ before: [first], after: rest });
    web.product.upstream.enqueue(writing);
    await requestText(page, 'Blog post outline', 'Over two tokens');
    await eventually(() => page.getByTestId('writing').textContent()).toBe(first);

    // Both sockets are closed with 4403 in this time, and both tabs request the next token at the same moment.
    await Promise.all([page, other].map(nextSocket));
    writing.release();
    await page.getByRole('heading', { name: 'Conclusion' }).waitFor();
    await eventually(() => other.locator('[data-status=COMPLETED]').count()).toBe(1);
    for (const tab of [page, other]) {
      await goTo(tab, 'Library');
      await tab.getByText('Your library is empty').waitFor();
      await goTo(tab, 'Jobs');
      await eventually(() =>
        tab.getByRole('main').getByRole('link', { name: 'Over two tokens' }).count(),
      ).toBe(1);
    }
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Account and sessions' }).click();
    await page.getByText('This one').waitFor();
    expect(await page.getByText(/Chrome on Linux/).count()).toBe(1);
  });

  it('ends when it is ended elsewhere, and the next sign-in returns to the requested page', async () => {
    const entered = await web.enter();
    visitor = entered;
    const { page, email } = entered;
    await requestText(page, 'Social media caption', 'Before the end');
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    const path = new URL(page.url()).pathname;

    const elsewhere = await web.visit('/sign-in');
    await elsewhere.page.getByLabel('Email').fill(email);
    await elsewhere.page.locator('[name=password]').fill('not this one');
    await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.page.getByRole('alert').waitFor();
    await elsewhere.page.locator('[name=password]').fill(PASSWORD);
    await elsewhere.page.getByRole('button', { name: 'Sign in' }).click();
    await elsewhere.page.getByRole('button', { name: /^Account of/ }).click();
    await elsewhere.page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await elsewhere[Symbol.asyncDispose]();

    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByLabel('Email').fill(email);
    await page.locator('[name=password]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Social media caption' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(path);
  });
});
