import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { sendQuery } from '../support/http.js';
import { linkIn, type Mailbox, type Message, openMailbox } from '../support/mailbox.js';
import { eventually, startWeb, type Web } from './web.js';

describeInBrowser('an account in the web app', () => {
  let mailbox: Mailbox;
  let web: Web;
  let visitor: Visitor;
  beforeAll(async () => {
    mailbox = await openMailbox();
    web = await startWeb({ SMTP_URL: mailbox.url, PUBLIC_URL: 'https://content.example.com' });
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(async () => {
    await web[Symbol.asyncDispose]();
    await mailbox[Symbol.asyncDispose]();
  });

  /** The URL of a link in a mail, on the web app of this test. */
  const linkOf = (message: Message) => {
    const { pathname, hash } = new URL(linkIn(message).url);
    return web.origin + pathname + hash;
  };

  it('gets a new password by mail, which ends all sessions', async () => {
    const entered = await web.enter();
    visitor = entered;
    const { page, context, email } = entered;
    const forgetful = await context.newPage();
    await forgetful.goto(`${web.origin}/account`);
    await forgetful.getByRole('button', { name: 'Sign out', exact: true }).click();
    await forgetful.getByRole('link', { name: 'Forgot your password?' }).click();
    await forgetful.getByLabel('Email').fill(email);
    await forgetful.getByRole('button', { name: 'Send a link' }).click();
    await forgetful.getByText(`If there is an account for ${email}`).waitFor();
    await page.goto(linkOf(await mailbox.take(email, 'new password')));
    await page.locator('[name=password]').fill('battery staple');
    expect(page.url()).not.toContain('#');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await page.getByText('Your password is changed').waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Email').fill(email);
    await page.locator('[name=password]').fill('battery staple');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'What shall we write?' }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('changes its name and email, and verifies each email by the link of a mail', async () => {
    const entered = await web.enter();
    visitor = entered;
    const { page, email: first } = entered;
    async function verify(email: string) {
      await page.goto(`${web.origin}/account`);
      await page.getByText('This email is not verified yet').waitFor();
      await page.goto(linkOf(await mailbox.take(email, 'Verify')));
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByText('Your email address is verified').waitFor();
      await page.getByRole('link', { name: 'To your account' }).click();
      await page.getByText('This email is verified').waitFor();
    }
    await verify(first);
    const second = `${randomUUID()}@example.com`;
    await page.getByLabel('Name').fill('Grace');
    await page.getByLabel('Email').fill(second);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Account of Grace' }).waitFor();
    await verify(second);
    const tokens = page.getByRole('region', { name: 'Access tokens' });
    await tokens.getByLabel('What is it for?').fill('CI');
    await tokens.getByRole('button', { name: 'Make an access token' }).click();
    const token = await tokens.getByTestId('new-access-token').textContent();
    await tokens.getByRole('button', { name: 'Copy', exact: true }).waitFor();
    const { json } = await sendQuery(`${web.origin}/graphql`, { query: '{ me { name } }' }, token ?? '');
    expect(json.data).toEqual({ me: { name: 'Grace' } });
    await page.reload();
    await tokens.getByText('CI', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(token);
    await tokens.getByRole('button', { name: 'Revoke CI' }).click();
    await eventually(() => tokens.getByTestId('access-token').count()).toBe(0);
    expect(await page.getByLabel('Email').inputValue()).toBe(second);
    expect(visitor.faults).toEqual([]);
  });
});
