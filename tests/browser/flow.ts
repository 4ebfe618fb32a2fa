import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { call } from '../support/admin.js';
import { describeInBrowser, takePicture, type Visitor } from '../support/browser.js';
import { hold } from '../support/upstream.js';
import { CAPTION, DESCRIPTION, OUTLINE } from './texts.js';
import {
  eventually,
  goTo,
  requestText,
  signUp,
  slowly,
  startWeb,
  statusOf,
  textOf,
  type Web,
} from './web.js';

describeInBrowser('the web app', () => {
  let web: Web;
  let visitor: Visitor;
  beforeAll(async () => {
    web = await startWeb();
  });
  afterEach(() => visitor[Symbol.asyncDispose]());
  afterAll(() => web[Symbol.asyncDispose]());

  /** Whether the text on the page is a shorter beginning of this one. */
  async function expectPartOf(whole: string) {
    const text = (await visitor.page.getByTestId('writing').textContent()) ?? '';
    expect(whole.startsWith(text)).toBe(true);
    return text.length;
  }

  it('leads from a new account to a saved piece that a search finds, and shows the text as it grows', async () => {
    visitor = await web.visit();
    const { page } = visitor;
    await signUp(page);
    await takePicture(page, 'web-write');

    const [first = '', second = '', ...rest] = slowly(OUTLINE, 6);
    const writing = hold({ before: [first, second], after: rest });
    web.product.upstream.enqueue(writing);
    await requestText(page, 'Blog post outline', 'How to start a vegetable garden on a balcony');
    await page.getByText('Light and wind').waitFor();
    expect(await expectPartOf(OUTLINE)).toBe(first.length + second.length);
    expect(await statusOf(page).textContent()).toBe('Being written');
    await takePicture(page, 'web-writing');

    writing.release();
    await page.getByRole('heading', { name: 'A garden on a balcony' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Soil without peat' }).waitFor();
    await page.getByRole('button', { name: 'Save to the library' }).click();
    await page.getByRole('button', { name: 'Open in the library' }).waitFor();
    await takePicture(page, 'web-finished');

    await goTo(page, 'Library');
    await page.getByLabel('Search the library').fill('WITHOUT PEAT');
    await page.getByText('1 piece found').waitFor();
    await page.getByRole('link', { name: 'A garden on a balcony' }).waitFor();
    expect(await page.locator('mark').allTextContents()).toEqual(['without', 'peat']);
    await page.getByRole('link', { name: 'A garden on a balcony' }).click();
    await page.getByText('Unchanged since.').waitFor();
    await page.goBack();
    await page.getByLabel('Search the library').fill('with p.at');
    await page.getByText('Nothing matches').waitFor();
    expect(visitor.faults).toEqual([]);
    expect(visitor.requestsBeyond(web.origin)).toEqual([]);
  });

  it('shows a text as it grows over seconds, and neither loses nor doubles a character', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const chunks = slowly(OUTLINE, 25);
    const shown = () => page.getByTestId('writing').textContent({ timeout: 1_000 });
    const lengths = new Set<number>();
    const until = async (index: number) => {
      if (index === 0 || index > 10) return;
      const soFar = chunks.slice(0, index).join('');
      await eventually(async () => (await shown())?.trimEnd()).toBe(soFar.trimEnd());
      lengths.add(soFar.length);
    };
    // The first ten chunks wait for the page, however slow it is. The others come at their own pace.
    web.product.upstream.enqueue({ kind: 'text', chunks, delayMs: 60, until });
    await requestText(page, 'Blog post outline', 'A garden');
    await page.getByTestId('writing').getByText('A garden').waitFor();
    while (await page.getByTestId('writing').isVisible()) {
      lengths.add(await expectPartOf(OUTLINE).catch(() => OUTLINE.length));
      await page.waitForTimeout(40);
    }
    expect(lengths.size).toBeGreaterThan(5);
    await page.getByRole('heading', { name: 'Conclusion' }).waitFor();
  });

  it('counts down to the start of a job, which can be canceled and retried', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const other = await web.product.buildUser();
    const earlier = { prompt: 'Due earlier', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 50 } as const;
    const { generateContent } = await other.request(Generate, { input: earlier });
    await requestText(page, 'Product description', 'A bottle that keeps tea warm', 'In a minute');
    await eventually(() => page.getByRole('timer').textContent()).toMatch(/^0:5\d$/);
    await page.getByTestId('place').getByText('About 1 in front of it').waitFor();
    await call(
      web.product.apis[0]?.url ?? '',
      other,
      `mutation { cancelJob(id: "${generateContent.id}") { id } }`,
    );
    await takePicture(page, 'web-countdown');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => statusOf(page).textContent()).toBe('Canceled');
    web.product.upstream.enqueue({ kind: 'text', chunks: slowly(DESCRIPTION, 3) });
    await page.getByRole('button', { name: 'Run again' }).click();
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    await textOf(page).getByText('Fits every cup holder').waitFor();
  });

  it('shows why a job failed, with each attempt', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    web.product.upstream.enqueue({ kind: 'status', status: 401 });
    await requestText(page, 'Social media caption', 'A failure');
    await eventually(() => statusOf(page).textContent()).toBe('Failed');
    await page.getByText('It could not be written').waitFor();
    await page.getByText('Attempt 1', { exact: true }).waitFor();
    web.product.upstream.enqueue({ kind: 'text', chunks: [CAPTION] });
    await page.getByRole('button', { name: 'Run again' }).click();
    await textOf(page).getByText('#coffeeshop', { exact: true }).waitFor();
    await page.getByText('Run 2, attempt 1').waitFor();
    await goTo(page, 'Jobs');
    await page.getByRole('main').getByRole('link', { name: 'A failure' }).waitFor();
    await page.getByLabel('State').selectOption('Failed');
    await page.getByText('No job is like that').waitFor();
  });

  it('sends options and a brand voice with a request, and shows them with the job', async () => {
    visitor = await web.enter('/account');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Add a brand voice' }).click();
    const form = page.getByRole('form', { name: 'Brand voice' });
    await form.getByLabel('Name').fill('House of Tea');
    await form.getByLabel('How the brand writes').fill('Dry and short.');
    await form.getByLabel('Sample 1').fill('Tea. Hot.');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Edit House of Tea' }).waitFor();

    await goTo(page, 'Write');
    await page.getByRole('radio', { name: 'Social media caption' }).check({ force: true });
    await page.getByText('Options', { exact: true }).click();
    await page.getByLabel('Tone', { exact: true }).selectOption('Friendly');
    await page.getByLabel('Platform').selectOption('X');
    await page.getByLabel('Length').selectOption('Long');
    await page.getByLabel('Model').selectOption('a/finer-model');
    await page.getByLabel('Brand voice').selectOption('House of Tea');
    await page.getByLabel('Keywords').fill('cocoa, snow,');
    await page.getByLabel('What is it about?').fill('The first snow');
    await page.getByRole('button', { name: 'Write it' }).click();
    await page.getByText('must be shorter for X').waitFor();
    await page.getByLabel('Length').selectOption('Short');
    web.product.upstream.enqueue({ kind: 'text', chunks: [CAPTION] });
    await requestText(page, 'Social media caption', 'The first snow');
    await textOf(page).getByText('#coffeeshop', { exact: true }).waitFor();
    const shown = page.getByRole('region', { name: 'Options' }).getByRole('definition');
    expect(await shown.allTextContents()).toEqual([
      'Friendly',
      'Short',
      'X',
      'cocoa, snow',
      'House of Tea',
      'a/finer-model',
    ]);
    const body = web.product.upstream.requests.at(-1)?.body;
    expect(body?.model).toBe('a/finer-model');
    const asked = body?.messages.at(-1)?.content;
    for (const words of ['friendly', '"cocoa", "snow"', 'Dry and short.', 'Tea. Hot.'])
      expect(asked).toContain(words);

    await page.goto(`${web.origin}/account`);
    await page.getByRole('button', { name: 'Delete House of Tea' }).click();
    await page.getByRole('button', { name: 'Edit House of Tea' }).waitFor({ state: 'detached' });
    expect(visitor.faults).toEqual([]);
  });

  it('runs no code that a model wrote', async () => {
    visitor = await web.enter();
    const { page } = visitor;
    const text =
      '# Hello\n\n<img src=x onerror="window.hit=1"><script>window.hit=1</script>\n\n[a link](javascript:window.hit=1) ![picture](http://example.com/x.png)';
    web.product.upstream.enqueue({ kind: 'text', chunks: [text] });
    await requestText(page, 'Blog post outline', 'Something bad');
    await page.getByRole('heading', { name: 'Hello' }).waitFor();
    await page.getByText('a link').click();
    expect(await page.evaluate('window.hit')).toBeUndefined();
    expect(await textOf(page).locator('img, script').count()).toBe(0);
    expect(visitor.requestsBeyond(web.origin)).toEqual([]);
  });
});
