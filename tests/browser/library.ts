import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, type Visitor } from '../support/browser.js';
import { CountContents, CreateContent } from '../support/operations.js';
import type { TestUser } from '../support/product.js';
import { CAPTION, DESCRIPTION, OUTLINE } from './texts.js';
import { eventually, goTo, startWeb, type Web } from './web.js';

describeInBrowser('the library', () => {
  let web: Web;
  let visitor: Visitor;
  let user: TestUser;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(() => web[Symbol.asyncDispose]());

  const keep = (title: string, body = OUTLINE, type = 'BLOG_POST_OUTLINE' as const) =>
    user.request(CreateContent, { input: { title, body, type } });

  async function open() {
    user = await web.product.buildUser();
    await user.request(CreateContent, {
      input: { title: 'Tea that stays warm', type: 'PRODUCT_DESCRIPTION', body: DESCRIPTION },
    });
    await user.request(CreateContent, {
      input: { title: 'First snow', type: 'SOCIAL_MEDIA_CAPTION', body: CAPTION },
    });
    await keep('A garden on a balcony');
    visitor = await web.enter('/library', { email: user.email });
    await visitor.page.getByText('3 pieces').waitFor();
    return visitor.page;
  }

  it('searches as the user types, filters, orders and pages, and keeps the search in the URL', async () => {
    const page = await open();
    const titles = () => page.locator('main li a').allTextContents();
    await page.getByLabel('Order').selectOption('By title');
    await eventually(titles).toEqual(['A garden on a balcony', 'First snow', 'Tea that stays warm']);
    await page.getByLabel('Kind').selectOption('Product description');
    await eventually(titles).toEqual(['Tea that stays warm']);
    await page.getByLabel('Kind').selectOption('Any kind');
    await page.getByLabel('Search the library').pressSequentially('snow', { delay: 30 });
    await eventually(titles).toEqual(['First snow']);
    await page.reload();
    await eventually(titles).toEqual(['First snow']);
    expect(await page.getByLabel('Search the library').inputValue()).toBe('snow');

    for (let number = 1; number <= 12; number++) await keep(`Piece ${number}`);
    await page.getByLabel('Search the library').fill('');
    await page.getByText('15 pieces').waitFor();
    await eventually(async () => (await titles()).length).toBe(12);
    await page.getByRole('button', { name: 'Show more' }).click();
    await eventually(async () => new Set(await titles()).size).toBe(15);
    expect(visitor.faults).toEqual([]);
  });

  it('shows the results of the last input, even if an earlier response arrives later', async () => {
    const page = await open();
    let late = () => {};
    const released = new Promise<void>((resolve) => {
      late = resolve;
    });
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('"search":"garden"')) await released;
      await route.fallback();
    });
    await page.getByLabel('Search the library').fill('garden');
    const asked = await page.waitForRequest(
      (request) => request.postData()?.includes('"search":"garden"') === true,
    );
    await page.getByLabel('Search the library').fill('snow');
    await page.getByText('1 piece found').waitFor();
    late();
    await (await asked.response())?.finished();
    // The page has rendered the result of the response.
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    expect(await page.locator('main li a').allTextContents()).toEqual(['First snow']);
  });

  it('edits a piece, and does not overwrite a text that was saved elsewhere meanwhile', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'First snow' }).click();
    await page.getByLabel('Title').fill('My first snow');
    const other = await visitor.context.newPage();
    await other.goto(page.url());
    await other.getByLabel('Title').fill('Their first snow');
    await other.getByRole('button', { name: 'Save' }).click();
    await other
      .getByRole('main')
      .getByText(/^Saved/)
      .waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It was changed elsewhere in the meantime').waitFor();
    await page.getByText('Their first snow').waitFor();
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page
      .getByRole('main')
      .getByText(/^Saved/)
      .waitFor();
    await page.getByText('Preview').click();
    await page.locator('[class*=hashtag]', { hasText: '#coffeeshop' }).waitFor();
    await goTo(page, 'Library');
    await page.getByRole('link', { name: 'My first snow' }).waitFor();
  });

  it('undoes a deletion, and carries it out when the user leaves the page', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Delete First snow' }).click();
    await page.getByText('2 pieces').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Undo');
    await page.keyboard.press('Enter');
    await page.getByText('3 pieces').waitFor();
    await page.getByRole('button', { name: 'Delete First snow' }).click();
    await page.getByText('2 pieces').waitFor();
    await page.goto('about:blank');
    await page.goto(`${web.origin}/library`);
    await page.getByText('2 pieces').waitFor();
    await page.getByRole('button', { name: 'Delete Tea that stays warm' }).click();
    await eventually(async () => {
      const { contents } = await user.request(CountContents, {});
      return contents.totalCount;
    }).toBe(1);
    await page.getByText('1 piece', { exact: true }).waitFor();
  });

  it('accepts everything that the API accepts, truncates nothing, and reports a text that is too long before sending it', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'First snow' }).click();
    const title = page.getByLabel('Title');
    await title.selectText();
    await page.keyboard.insertText('🍵'.repeat(201));
    await page.getByText('must be 200 characters at most: 1 too many').waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.postData() ?? ''));
    await page.getByRole('button', { name: 'Save' }).click();
    await page.keyboard.press('Escape');
    await title.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.getByText('too many').waitFor({ state: 'detached' });
    expect(sent.filter((body) => body.includes('mutation'))).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('main')
      .getByText(/^Saved/)
      .waitFor();
    await goTo(page, 'Library');
    await page.getByRole('link', { name: '🍵'.repeat(200) }).waitFor();
    await page.getByLabel('Search the library').click();
    await page.keyboard.insertText(`${'🍵'.repeat(201)}`);
    await page.getByText('must be 200 characters at most: 1 too many').waitFor();
    expect(visitor.faults).toEqual([]);
  });
});
