import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, takePicture, type Visitor } from '../support/browser.js';
import { CreateContent, OneContent, UpdateContent } from '../support/operations.js';
import type { TestUser } from '../support/product.js';
import { findings } from './findings.js';
import { CAPTION, DESCRIPTION, OUTLINE } from './texts.js';
import { eventually, startWeb, type Web } from './web.js';

/** A day of the user’s calendar in the format of a date input. */
const dayAt = (time: number) => new Date(time).toLocaleDateString('sv');
const DAY_MS = 86_400_000;
/** The message about the last action on a selection. */
const outcome = (page: Page) => page.getByTestId('outcome');

describeInBrowser('pieces of the library', () => {
  let web: Web;
  let visitor: Visitor;
  let user: TestUser;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(() => web[Symbol.asyncDispose]());

  async function open() {
    user = await web.product.buildUser();
    for (const [title, type, body] of [
      ['Tea that stays warm', 'PRODUCT_DESCRIPTION', DESCRIPTION],
      ['First snow', 'SOCIAL_MEDIA_CAPTION', CAPTION],
      ['A garden on a balcony', 'BLOG_POST_OUTLINE', OUTLINE],
    ] as const) {
      await user.request(CreateContent, { input: { title, type, body } });
    }
    visitor = await web.enter('/library', { email: user.email });
    await visitor.page.getByText('3 pieces').waitFor();
    return visitor.page;
  }

  it('are selected with the keyboard, tagged and starred together, and found by tag and star', async () => {
    const page = await open();
    const titles = () => page.locator('main li a[class*=title]').allTextContents();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const dialog = page.getByRole('dialog');
    for (const title of ['First snow', 'A garden on a balcony']) {
      await page.getByLabel(`Select ${title}`).focus();
      await page.keyboard.press('Space');
    }
    await page.getByText('2 pieces selected').waitFor();
    await button('Tags').click();
    await dialog.locator('input[data-autofocus]').pressSequentially('winter');
    await page.keyboard.press('Enter');
    expect(await findings(page)).toEqual([]);
    await button('Change the tags').click();
    await outcome(page).getByText('2 pieces tagged anew').waitFor();
    await button('Give a star').click();
    await button('Remove the star').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.mouse.move(0, 0);
    await takePicture(page, 'web-library');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.keyboard.press('Escape');
    await page.getByText('2 pieces selected').waitFor({ state: 'detached' });

    await page.getByLabel('Tag', { exact: true }).selectOption('winter (2)');
    await page.getByLabel('With a star').check();
    await page.getByLabel('Source').selectOption('Written or imported');
    await page.getByLabel('Created from').fill(dayAt(Date.now() - DAY_MS));
    await page.getByLabel('to', { exact: true }).fill(dayAt(Date.now()));
    await page.getByLabel('Search the library').fill('begin');
    await eventually(titles).toEqual(['A garden on a balcony']);
    await page.reload();
    await eventually(titles).toEqual(['A garden on a balcony']);
    expect(await page.getByLabel('Order').inputValue()).toBe('RELEVANCE');
    expect(await page.locator('main li mark').allTextContents()).toContain('begin');
    await page.getByLabel('Search the library').fill('');
    await eventually(titles).toEqual(['A garden on a balcony', 'First snow']);
    await page.getByLabel('to', { exact: true }).fill(dayAt(Date.now() - DAY_MS));
    await page.getByText('Nothing matches').waitFor();
    await button('Clear all filters').click();
    await page.getByText('3 pieces', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('');

    await page.getByLabel('Select First snow').check();
    await button('Tags').click();
    await dialog.getByLabel('winter').check();
    await button('Change the tags').click();
    await outcome(page).getByText('1 piece tagged anew').waitFor();
    await page.getByLabel('Tag', { exact: true }).selectOption('winter (1)');
    await eventually(titles).toEqual(['A garden on a balcony']);
    expect(visitor.faults).toEqual([]);
  });

  it('are moved to the bin together, restored, and removed for good', async () => {
    const page = await open();
    const move = page.getByRole('button', { name: 'Move to the bin' });
    await page.getByLabel('Select all shown').check();
    await move.click();
    await outcome(page).getByText('3 pieces moved to the bin').waitFor();
    await page.getByText('Your library is empty').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Undo');
    await page.keyboard.press('Enter');
    await outcome(page).getByText('3 pieces back in the library').waitFor();
    await page.getByLabel('Select all shown').check();
    await page.getByLabel('Select First snow').uncheck();
    await move.click();
    await outcome(page).getByText('2 pieces moved to the bin').waitFor();

    await page.getByRole('link', { name: 'Bin', exact: true }).click();
    await page.getByText('2 pieces in the bin').waitFor();
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'web-bin');
    await page.getByRole('button', { name: 'Restore Tea that stays warm' }).click();
    await page.getByText('1 piece in the bin').waitFor();
    await page.getByRole('button', { name: 'Remove A garden on a balcony' }).click();
    await page.getByRole('button', { name: 'Remove A garden on a balcony for good' }).click();
    await page.getByText('The bin is empty').first().waitFor();
    await page.getByRole('link', { name: 'Library' }).first().click();
    await page.getByText('2 pieces', { exact: true }).waitFor();
    expect(visitor.faults).toEqual([]);
  });

  it('have versions, each of which is compared with the current text word by word, and restored', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'A garden on a balcony' }).click();
    const id = page.url().split('/').at(-1) as string;
    await page.getByText('The text has not changed yet').waitFor();
    // Saved in another tab. The list in this one updates.
    const body = OUTLINE.replace('Deep pots for tomatoes', 'Wide pots for tomatoes and beans');
    await user.request(UpdateContent, { id, input: { title: 'A garden in the city', body } });
    await page.getByText('Version 1: A garden on a balcony').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Compare version 1' }).click();
    const diff = page.getByRole('region', { name: 'From version 1 to now' });
    await diff.waitFor();
    expect(await diff.locator('del').allTextContents()).toEqual(['on', 'a', 'balcony', 'Deep']);
    expect(await diff.locator('ins').allTextContents()).toEqual(['in', 'the', 'city', 'Wide', ' and beans']);
    expect(await findings(page)).toEqual([]);
    await page.evaluate('scrollTo(0, document.body.scrollHeight - innerHeight - 40)');
    await takePicture(page, 'web-versions');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findings(page)).toEqual([]);

    await page.getByLabel('Title').fill('Not saved');
    await page.getByRole('button', { name: 'Restore version 1' }).click();
    await page.getByText('Your changes that are not saved yet are lost.').waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('Version 2: A garden in the city').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('A garden on a balcony');
    await page.getByText('when you restored a former version').waitFor();
    const { content } = await user.request(OneContent, { id });
    expect(content).toMatchObject({ title: 'A garden on a balcony', body: OUTLINE });
    expect(visitor.faults).toEqual([]);
  });

  it('are exported by a search, and imported again except for an invalid line', async () => {
    const page = await open();
    await page.getByLabel('Search the library').fill('snow');
    await page.getByText('1 piece found').waitFor();
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is found: 1 piece').waitFor();
    await dialog.getByLabel('JSON Lines').check();
    expect(await findings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Export' }).click();
    const exported = page.getByTestId('export');
    const file = page.waitForEvent('download');
    await exported.getByRole('button', { name: 'Download JSON Lines' }).click();
    const download = await file;
    const line = (await readFile(await download.path(), 'utf8')).trimEnd();
    expect(JSON.parse(line)).toMatchObject({ title: 'First snow', body: CAPTION });

    const other = { ...JSON.parse(line), title: 'Second snow' };
    await page.locator('input[type=file]').setInputFiles({
      name: 'pieces.jsonl',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from(`${line}\n{"title":\n${JSON.stringify(other)}\n`),
    });
    const report = page.getByTestId('report');
    await report.getByText('1 piece added').waitFor();
    expect(await report.locator('tbody tr').allTextContents()).toEqual([
      '1already there',
      expect.stringMatching(/^2refused: ./),
    ]);
    await page.getByRole('button', { name: 'Export everything of mine' }).click();
    await page.getByRole('button', { name: 'Download Everything of mine' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await takePicture(page, 'web-exports');
    await exported.getByRole('button', { name: 'Delete JSON Lines' }).click();
    await eventually(() => exported.count()).toBe(1);
    await page.getByRole('link', { name: 'Library' }).first().click();
    await page.getByRole('link', { name: 'Second snow' }).waitFor();
    expect(visitor.faults).toEqual([]);
  });
});
