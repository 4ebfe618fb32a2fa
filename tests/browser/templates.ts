import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, takePicture, type Visitor } from '../support/browser.js';
import { findings } from './findings.js';
import { eventually, startWeb, textOf, type Web } from './web.js';

describeInBrowser('a user of templates and batches', () => {
  let web: Web;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(() => web[Symbol.asyncDispose]());

  it('creates a template, shows its prompt while it is filled in, generates from it, and keeps its versions', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Templates' }).click();
    await page.getByRole('link', { name: 'New template' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Tea of the week');
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Praise {{tea}}.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('must name declared variables only').waitFor();
    await page.getByRole('button', { name: 'Add a variable' }).click();
    await page.getByLabel('Name in the prompt').fill('tea');
    await page.getByLabel('Label').fill('Which tea');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 1: Tea of the week').waitFor();
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('Praise {{tea}} loudly.');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 2: Tea of the week').waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('link', { name: 'Templates' }).first().click();
    await page.getByRole('link', { name: 'Use it' }).first().click();
    await eventually(() => page.getByTestId('preview').textContent()).toBe('Praise [Which tea] loudly.');
    await page.getByLabel('Which tea').fill('Sencha');
    await eventually(() => page.getByTestId('preview').textContent()).toBe('Praise Sencha loudly.');
    await page.mouse.move(0, 0);
    await takePicture(page, 'web-template');
    await page.getByLabel('Which tea').fill('{{Sencha}}');
    await eventually(() => page.getByTestId('preview').textContent()).toBe('Praise {{Sencha}} loudly.');
    await page.getByRole('button', { name: 'Write it' }).click();
    await page.waitForURL('**/jobs/*');
    await textOf(page).getByText('Praise {{Sencha}} loudly.').waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('starts a batch from a CSV file, and retries its failed jobs', async () => {
    visitor = await web.enter('/batches');
    const { page } = visitor;
    await page.getByRole('radio', { name: 'Blog post outline' }).check({ force: true });
    await page.getByLabel('Template').selectOption('How-to guide');
    const upload = (text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'batch.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await upload('goal\nbrew tea\n');
    await page.getByRole('button', { name: 'Write 1 text' }).waitFor();
    await upload('goal,colour\nbrew tea,red\n');
    await page.getByText('Line 1, colour, is not a variable of the template').waitFor();
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'web-batch');
    web.product.upstream.when(({ prompt }) => prompt.includes('spill'), { kind: 'status', status: 400 });
    await upload('goal\nbrew tea\nspill tea\n');
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Audience').fill('beginners');
    const second = page.getByRole('region', { name: 'Text 2' });
    await second.getByText('Options of text 2').click();
    await second.getByLabel('Length').selectOption('Short');
    await second.getByLabel('Audience').fill('cooks');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Write 2 texts' }).click();
    await page.waitForURL('**/batches/*');
    await eventually(() => page.getByTestId('counts').textContent()).toBe('1 finished · 1 failed');
    const jobs = await web.product.mongo
      .collection('jobs')
      .find({ 'batch.id': { $exists: true } }, { sort: { 'batch.item': 1 } })
      .toArray();
    expect(jobs.map(({ options }) => options)).toEqual([
      { audience: 'beginners' },
      { audience: 'cooks', length: 'SHORT' },
    ]);
    web.product.upstream.reset();
    await page.getByRole('button', { name: 'Retry failed' }).click();
    await eventually(() => page.getByTestId('counts').textContent()).toBe('2 finished');
    expect(visitor.faults).toEqual([]);
  });
});
