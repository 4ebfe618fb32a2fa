import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { makeCertificates } from '../support/certificates.js';
import { sendQuery } from '../support/http.js';
import { startTlsFront } from '../support/tls-front.js';
import { eventually, goTo, PASSWORD, requestText, signUp, startWeb, statusOf, type Web } from './web.js';

/** The beginning of every JSON Web Token. */
const TOKEN = /eyJ/;

describeInBrowser('a session in the browser’s cookies', () => {
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

  /** Everything that a script of the page can read. */
  const readable = (page: Page) =>
    page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
  const cookieNames = async () =>
    (await visitor.context.cookies()).map(({ name }) => name.replace(/-\d+$/, '')).toSorted();
  const expectSignedOut = (page: Page) => page.getByRole('heading', { name: 'Sign in' }).waitFor();

  it('is invisible to scripts, survives a reload, is shared by tabs, and ends with the sign-out', async () => {
    visitor = await web.visit();
    const { page, context } = visitor;
    await signUp(page);
    expect(await readable(page)).not.toMatch(TOKEN);
    const cookies = await context.cookies();
    expect(cookies.map(({ httpOnly, sameSite }) => [httpOnly, sameSite])).toEqual([
      [true, 'Strict'],
      [true, 'Strict'],
    ]);
    expect(await cookieNames()).toEqual(['content-refresh', 'content-session']);
    await page.reload();
    await requestText(page, 'Social media caption', 'With cookies');
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    const other = await context.newPage();
    await other.goto(`${web.origin}/jobs`);
    await other.getByRole('main').getByRole('link', { name: 'With cookies' }).waitFor();
    await other.getByRole('button', { name: /^Account of/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await Promise.all([page, other].map(expectSignedOut));
    expect(await cookieNames()).toEqual([]);
    expect(visitor.faults).toEqual([]);
  });

  it('is ended by the next page load if the sign-out did not reach the server', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    web.line.cut();
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await expectSignedOut(page);
    web.line.mend();
    await page.reload();
    await expectSignedOut(page);
    await eventually(cookieNames).toEqual([]);
  });

  it('is restored if the browser has removed only the page’s storage', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    await page.evaluate('localStorage.clear()');
    await page.goto(`${web.origin}/library`);
    await page.getByText('Your library is empty').waitFor();
  });

  it('replaces the tokens that an earlier version has stored, in two tabs at once', async () => {
    const { email } = await web.product.buildUser();
    const query = `mutation { login(input: { email: "${email}", password: "${PASSWORD}" }) { token refreshToken expiresAt user { id name email } } }`;
    const { json } = await sendQuery(web.product.apis[0]?.url ?? '', { query });
    const grant = json.data?.login as { expiresAt: string };
    const stored = { ...grant, expiresAt: Date.parse(grant.expiresAt), clockOffset: 0 };
    visitor = await web.visit('/favicon.svg');
    const { page, context } = visitor;
    const text = JSON.stringify(JSON.stringify(stored));
    await page.evaluate(`localStorage.setItem('session', ${text})`);
    expect(await readable(page)).toMatch(TOKEN);
    const other = await context.newPage();
    await Promise.all([page, other].map((tab) => tab.goto(`${web.origin}/library`)));
    for (const tab of [page, other]) await tab.getByText('Your library is empty').waitFor();
    expect(await readable(page)).not.toMatch(TOKEN);
    expect(await cookieNames()).toEqual(['content-refresh', 'content-session']);
    await page.reload();
    await page.getByText('Your library is empty').waitFor();
  });

  it('is bound to the host over https, and works for sockets there', async () => {
    using certificates = makeCertificates(['DNS:localhost']);
    const front = await startTlsFront(web.line.port, certificates);
    visitor = await web.browser.visit({ ignoreHTTPSErrors: true });
    const { page, context } = visitor;
    await page.goto(`https://localhost:${front.port}/`);
    await signUp(page);
    expect(await cookieNames()).toEqual(['__Host-content-refresh', '__Host-content-session']);
    expect((await context.cookies()).every(({ secure, httpOnly }) => secure && httpOnly)).toBe(true);
    await requestText(page, 'Social media caption', 'Over https');
    // The page learns of it only through the socket.
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    await goTo(page, 'Library');
    await page.getByText('Your library is empty').waitFor();
    expect(visitor.faults).toEqual([]);
    front.close();
  });
});
