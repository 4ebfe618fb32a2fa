import { Types } from 'mongoose';
import type { Page } from 'playwright-core';
import { v7 as timeOrderedId } from 'uuid';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Generate, Login } from '../../examples/demo/operations.js';
import { call } from '../support/admin.js';
import { describeInBrowser, takePicture, type Visitor } from '../support/browser.js';
import { completions, nextEvent, nextEvents } from '../support/events.js';
import type { Product, TestUser } from '../support/product.js';
import { findingsOfBoth, widerThanPhone } from './findings.js';
import { eventually, PASSWORD, signIn, startWeb, type Web } from './web.js';

/** Jobs of the last hour, most of them in its middle. One in fourteen failed. */
async function pastHour({ mongo }: Product) {
  const now = Date.now();
  const rows = Array.from({ length: 420 }, (_, index) => {
    const minutesAgo = 59 - 58 * ((index / 420) ** 2 * (3 - (2 * index) / 420));
    const scheduledFor = new Date(now - minutesAgo * 60_000 - 2_000 - 3_000 * (1 + Math.sin(index / 30)));
    const startedAt = new Date(now - minutesAgo * 60_000 - 1_000);
    const failed = index % 14 === 0;
    return {
      _id: timeOrderedId(),
      userId: new Types.ObjectId(),
      prompt: 'Of the last hour',
      type: 'SOCIAL_MEDIA_CAPTION',
      status: failed ? 'FAILED' : 'COMPLETED',
      ...(failed && { error: { code: 'TIMEOUT', message: 'late', retriable: true } }),
      requestId: 'r',
      ...{ run: 1, enqueueNumber: 1, attempts: 1, handedBack: 0, attemptHistory: [] },
      ...{ scheduledFor, startedAt, completedAt: startedAt, createdAt: scheduledFor, updatedAt: startedAt },
    };
  });
  await mongo.collection<{ _id: string }>('jobs').insertMany(rows);
}

describeInBrowser('an administrator', () => {
  let web: Web;
  let visitor: Visitor;
  let page: Page;
  let email: string;
  beforeAll(async () => {
    web = await startWeb();
    ({ email } = await web.product.buildUser({ name: 'Root' }));
    await web.product.mongo.collection('users').updateOne({ email }, { $set: { role: 'ADMIN' } });
    visitor = await web.enter('/', { email });
    ({ page } = visitor);
    await page.getByRole('link', { name: 'Admin', exact: true }).waitFor();
  });
  afterEach(() => web.product.upstream.reset());
  afterAll(async () => {
    await visitor[Symbol.asyncDispose]();
    await web[Symbol.asyncDispose]();
  });

  const rows = () => page.locator('[data-job]');
  const confirm = async (button: string, action: string) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: action, exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  const ask = async (user: TestUser, prompt: string, delaySeconds = 0) => {
    const input = { prompt, type: 'PRODUCT_DESCRIPTION', delaySeconds } as const;
    return (await user.request(Generate, { input })).generateContent.id;
  };

  it('finds failed jobs of all users by filters that are in the URL, and retries all of them', async () => {
    const users = await Promise.all(
      ['Ben', 'Cleo'].map((name) => web.product.buildUser({ name, email: `${name}@example.com` })),
    );
    web.product.upstream.respondWith({ kind: 'status', status: 401 });
    for (const user of users) {
      const events = completions(user);
      await ask(user, 'A walnut cutting board');
      await ask(user, 'A walnut spoon');
      expect((await nextEvents(events, 2)).map(({ job }) => job.status)).toEqual(['FAILED', 'FAILED']);
      await events.return?.();
    }
    web.product.upstream.reset();
    await page.goto(`${web.origin}/admin/jobs`);
    await page.getByLabel('Words of the request, or an id').fill('walnut board');
    await page.getByLabel('State').selectOption('Failed');
    await page.getByLabel('Failure').selectOption('Refused by the provider');
    await eventually(() => rows().count()).toBe(2);
    await page.getByLabel('Words of the request, or an id').fill('walnut');
    await eventually(() => rows().count()).toBe(4);
    const { searchParams } = new URL(page.url());
    expect(Object.fromEntries(searchParams)).toEqual({
      q: 'walnut',
      status: 'FAILED',
      error: 'PROVIDER_REFUSED',
    });
    await page.reload();
    await eventually(() => rows().count()).toBe(4);
    await takePicture(page, 'web-admin-jobs');
    await confirm('Run all that failed again', 'Run again');
    await page.getByTestId('outcome').getByText('4 jobs will run again').waitFor();
    for (const user of users) {
      const events = completions(user);
      const ends = (await nextEvents(events, 4)).map(({ job }) => job.status);
      expect(ends).toEqual(['FAILED', 'FAILED', 'COMPLETED', 'COMPLETED']);
      await events.return?.();
    }
    await page.getByLabel('Failure').selectOption('Any failure');
    await page.getByLabel('State').selectOption('Finished');
    await eventually(() => rows().count()).toBe(4);
  });

  it('cancels the selected jobs, and reads why others are skipped', async () => {
    const user = await web.product.buildUser({ name: 'Dora' });
    const events = completions(user);
    await ask(user, 'A copper kettle');
    expect((await nextEvent(events)).job.status).toBe('COMPLETED');
    const pan = await ask(user, 'A copper pan', 3_600);
    await ask(user, 'A copper pot', 3_600);
    await page.goto(`${web.origin}/admin/jobs?q=copper`);
    await eventually(() => rows().count()).toBe(3);
    await page.getByLabel('Choose A copper kettle').check();
    await page.getByLabel('Choose A copper pan').check();
    await confirm('Cancel 2', 'Cancel them');
    await page.getByTestId('outcome').getByText('1 job canceled').waitFor();
    await page
      .getByTestId('outcome')
      .getByText(/already/)
      .waitFor();
    await eventually(() => page.locator('[data-job] [data-status=CANCELED]').count()).toBe(1);
    expect((await nextEvent(events)).job).toMatchObject({ id: pan, status: 'CANCELED' });
    await events.return?.();
  });

  it('closes an account, whose user is signed out at once, without a reload', async () => {
    const { email: otherEmail } = await web.product.buildUser({ name: 'Mallory' });
    const other = await web.enter('/library', { email: otherEmail });
    await other.page.getByText('Your library is empty').waitFor();
    await page.goto(`${web.origin}/admin/users`);
    await page.getByLabel('Beginning of a name or an email').fill('mallo');
    await eventually(() => page.locator('[data-user]').count()).toBe(1);
    await takePicture(page, 'web-admin-users');
    const start = Date.now();
    await confirm('Close the account', 'Close it');
    await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(Date.now() - start).toBeLessThan(5_000);
    await other.page.getByLabel('Email').fill(otherEmail);
    await other.page.locator('[name=password]').fill(PASSWORD);
    await other.page.getByRole('button', { name: 'Sign in' }).click();
    await other.page.getByText('Email or password is wrong.').waitFor();
    await page.getByText('Closed', { exact: true }).last().waitFor();
    await confirm('Open the account', 'Open it');
    await signIn(other.page, otherEmail);
    await other[Symbol.asyncDispose]();
  });

  it('watches the queue, pauses it and resumes it', async () => {
    const user = await web.product.buildUser();
    const number = (name: string) => page.locator(`[data-number="${name}"] dd`).textContent();
    // Inserted only now, because an hour may end while other cases run.
    await pastHour(web.product);
    await page.goto(`${web.origin}/admin`);
    await page
      .getByText('1 worker')
      .or(page.getByRole('heading', { name: 'Workers' }))
      .first()
      .waitFor();
    await confirm('Pause the queue', 'Pause it');
    await page.getByText('The queue is paused').first().waitFor();
    const events = completions(user);
    await ask(user, 'It waits');
    await eventually(() => number('Waiting')).toBe('1');
    expect(await number('Failed in the last hour')).toBe('30');
    await page.getByRole('img', { name: /^Failed a minute in the last hour: at most [1-9]/ }).waitFor();
    await eventually(() => number('Longest wait now')).toMatch(/^\d+\.\d s$/);
    await takePicture(page, 'web-admin-queue');
    await confirm('Resume the queue', 'Go on');
    expect((await nextEvent(events)).job.status).toBe('COMPLETED');
    await events.return?.();
    await eventually(() => number('Waiting')).toBe('0');
  });

  it('reads the audit log', async () => {
    await page.goto(`${web.origin}/admin/audit`);
    await page.locator('tbody').getByText('Queue resumed').waitFor();
    await takePicture(page, 'web-admin-audit');
    await page.getByLabel('Act').selectOption('Account opened or closed');
    await eventually(() => page.locator('tbody tr').count()).toBe(2);
    const [newest] = await page.locator('tbody tr').allTextContents();
    expect(newest).toContain(email);
    expect(newest).toContain('INACTIVE → ACTIVE');
  });

  it('has pages without serious findings of axe-core in light and dark mode, and without horizontal scrolling', async () => {
    for (const [path, sign] of [
      ['/admin', 'Runs'],
      ['/admin/users', 'Root'],
      ['/admin/jobs', 'walnut'],
      ['/admin/audit', 'Queue resumed'],
    ]) {
      await page.evaluate(`history.pushState(null, '', '${path}')`);
      await page
        .locator('tbody, thead')
        .getByText(sign as string)
        .first()
        .waitFor();
      expect([path, await findingsOfBoth(page)]).toEqual([path, { light: [], dark: [] }]);
      expect([path, await widerThanPhone(page)]).toEqual([path, 0]);
    }
    expect(visitor.faults).toEqual([]);
  });

  it('is the only one with these pages: a user sees that they are for administrators', async () => {
    const other = await web.enter();
    const { email } = other;
    await other.page.getByRole('link', { name: 'Library', exact: true }).waitFor();
    expect(await other.page.getByRole('link', { name: 'Admin', exact: true }).count()).toBe(0);
    await other.page.goto(`${web.origin}/admin/users`);
    await other.page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    const url = `${web.origin}/graphql`;
    const { login } = await web.product.anonymous.request(Login, { input: { email, password: PASSWORD } });
    const { token } = login;
    await expect(call(url, { token }, '{ adminUsers { edges { cursor } } }')).rejects.toThrow('FORBIDDEN');
    await other[Symbol.asyncDispose]();
  });
});
