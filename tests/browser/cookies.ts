import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { makeCertificates } from '../support/certificates.js';
import { sendQuery } from '../support/http.js';
import { startTlsFront } from '../support/tls-front.js';
import { askFor, eventually, goTo, PASSWORD, signUp, startWeb, statusOf, type Web } from './web.js';

/** How every JSON Web Token begins. */
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

  /** All that a script of the page could read. */
  const readable = (page: Page) =>
    page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
  const cookieNames = async () =>
    (await visitor.context.cookies()).map(({ name }) => name.replace(/-\d+$/, '')).toSorted();
  const expectSignedOut = (page: Page) => page.getByRole('heading', { name: 'Sign in' }).waitFor();

  it('is seen by no script, lasts over a reload, is shared by tabs, and goes with the sign-out', async () => {
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
    await askFor(page, 'Social media caption', 'With cookies');
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

  it('is ended by the next load where the sign-out did not reach the server', async () => {
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

  it('is found again where the browser has removed the page’s storage alone', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    await page.evaluate('localStorage.clear()');
    await page.goto(`${web.origin}/library`);
    await page.getByText('Your library is empty').waitFor();
  });

  it('takes the place of the tokens that a version before it has stored, in two tabs at once', async () => {
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

  it('is bound to the host over https, where sockets have it too', async () => {
    using certificates = makeCertificates(['DNS:localhost']);
    const front = await startTlsFront(web.line.port, certificates);
    visitor = await web.browser.visit({ ignoreHTTPSErrors: true });
    const { page, context } = visitor;
    await page.goto(`https://localhost:${front.port}/`);
    await signUp(page);
    expect(await cookieNames()).toEqual(['__Host-content-refresh', '__Host-content-session']);
    expect((await context.cookies()).every(({ secure, httpOnly }) => secure && httpOnly)).toBe(true);
    await askFor(page, 'Social media caption', 'Over https');
    // Only the socket tells the page of it.
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    await goTo(page, 'Library');
    await page.getByText('Your library is empty').waitFor();
    expect(visitor.faults).toEqual([]);
    front.close();
  });
});
