import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Login } from '../../examples/demo/operations.js';
import { call } from '../support/admin.js';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { hold } from '../support/upstream.js';
import { findings } from './findings.js';
import { CAPTION } from './texts.js';
import { eventually, PASSWORD, requestText, startWeb, textOf, type Web } from './web.js';

describeInBrowser('a generated text', () => {
  let web: Web;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(() => web[Symbol.asyncDispose]());

  const says = (chunks: string[], finishReason = 'stop') =>
    web.product.upstream.enqueue({ kind: 'text', chunks, finishReason });
  const marked = (tag: 'ins' | 'del') => visitor.page.getByRole('main').locator(tag).allTextContents();

  it('has a passage refined by keyboard, shows the differences, and is kept, accepted and continued', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    says([CAPTION]);
    const first = await requestText(page, 'Social media caption', 'The first snow');
    await page.getByRole('button', { name: 'Change the text' }).press('Enter');
    await page.getByText('The whole text will change.').waitFor();
    await page.getByLabel('Select a passage, or nothing to change the whole text').focus();
    await page.keyboard.press('Control+Home');
    for (const _ of 'Snow') await page.keyboard.press('Shift+ArrowRight');
    await page.getByText('The selected passage will change: “Snow”').waitFor();
    expect(await findings(page)).toEqual([]);

    const writing = hold({ before: ['Glit'], after: ['ter'] });
    web.product.upstream.enqueue(writing);
    await page.getByRole('button', { name: 'More formal' }).press('Enter');
    await page.getByTestId('writing').getByText('Glit').waitFor();
    writing.release();
    await page.getByRole('heading', { name: 'What changes' }).waitFor();
    expect([await marked('del'), await marked('ins')]).toEqual([['Snow'], ['Glitter']]);
    expect(web.product.upstream.requests.at(-1)?.prompt).toContain('more formal');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Leave it' }).press('Enter');

    await page.getByLabel('What to change').fill('Only the snow');
    says(['Snow outside'], 'length');
    await page.keyboard.press('Enter');
    await page.getByText('The model reached its limit of length').waitFor();
    await page.getByRole('button', { name: 'Take it' }).press('Enter');
    await page.getByText('Only the snow').waitFor();
    await textOf(page).getByText('Snow outside', { exact: true }).waitFor();
    says([' and cocoa inside.']);
    await page.getByRole('button', { name: 'Continue' }).click();
    await textOf(page).getByText('Snow outside and cocoa inside.').waitFor();
    await page.getByRole('link', { name: 'The text before' }).click();
    await page.getByText('Only the snow').waitFor();
    await page.getByRole('link', { name: 'The text before' }).click();
    await page.waitForURL(`**/jobs/${first}`);
    await textOf(page).getByText('#coffeeshop', { exact: true }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('can be refined in the library, where its former text becomes a version', async () => {
    const entered = await web.enter();
    visitor = entered;
    const { page, email } = entered;
    says([CAPTION]);
    const job = await requestText(page, 'Social media caption', 'The first snow');
    await page.getByRole('button', { name: 'Save to the library' }).click();
    await page.getByRole('button', { name: 'Open in the library' }).click();
    await page.getByRole('button', { name: 'Change the text' }).click();
    await page.getByLabel('Translate to').selectOption('German');
    says(['Schnee draußen.']);
    await page.getByRole('button', { name: 'Translate', exact: true }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    const body = page.getByRole('textbox', { name: 'Text', exact: true });
    await eventually(() => body.inputValue()).toBe('Schnee draußen.');
    await page
      .getByRole('main')
      .getByText(/^Saved/)
      .waitFor();
    expect(web.product.upstream.requests.at(-1)?.prompt).toContain('German');
    const id = page.url().split('/').at(-1);

    // The page of the job changes the current text of the piece, too.
    await page.goto(`${web.origin}/jobs/${job}`);
    await page.getByRole('button', { name: 'Change the text' }).click();
    const text = page.getByLabel('Select a passage, or nothing to change the whole text');
    await eventually(() => text.inputValue()).toBe('Schnee draußen.');
    says(['Schnee.']);
    await page.getByRole('button', { name: 'Shorter' }).click();
    await page.getByRole('button', { name: 'Take it' }).click();
    await page.waitForURL(`**/library/${id}`);
    await eventually(() => body.inputValue()).toBe('Schnee.');
    const { login } = await web.product.anonymous.request(Login, { input: { email, password: PASSWORD } });
    const former = await call<{ edges: { node: { body: string } }[] }>(
      web.product.apis[0]?.url ?? '',
      login,
      `{ contentVersions(id: "${id}") { edges { node { body } } } }`,
    );
    expect(former.edges.map(({ node }) => node.body)).toEqual(['Schnee draußen.', CAPTION]);
    expect(visitor.faults).toEqual([]);
  });
});
