import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeInBrowser, takePicture, type Visitor } from '../support/browser.js';
import { findingsOfBoth } from './findings.js';
import { CAPTION, DESCRIPTION, OUTLINE } from './texts.js';
import { askFor, eventually, PASSWORD, signIn, signUp, slowly, startWeb, type Web } from './web.js';

/** What the first page may load of script, compressed, in bytes. */
const FIRST_LOAD = 200_000;

describeInBrowser('the web app is', () => {
  let web: Web;
  let visitor: Visitor;
  let email: string;
  let jobId: string;
  beforeAll(async () => {
    web = await startWeb();
    visitor = await web.visit();
    const { page } = visitor;
    email = await signUp(page);
    for (const [kind, prompt, text] of [
      ['Product description', 'A bottle that keeps tea warm for twelve hours', DESCRIPTION],
      ['Social media caption', 'The first snow of the year in our little coffee shop', CAPTION],
      ['Blog post outline', 'How to start a vegetable garden on a balcony', OUTLINE],
    ] as const) {
      web.product.upstream.enqueue({ kind: 'text', chunks: slowly(text, 4) });
      jobId = await askFor(page, kind, prompt);
      await page.getByRole('button', { name: 'Save to the library' }).click();
      await page.getByRole('button', { name: 'Open in the library' }).waitFor();
    }
  });
  afterAll(async () => {
    await visitor[Symbol.asyncDispose]();
    await web[Symbol.asyncDispose]();
  });

  /** Each kind of page, with what shows that it is there. */
  const pages = (): [string, string][] => [
    ['/', 'Asked for last'],
    [`/jobs/${jobId}`, 'Conclusion'],
    ['/jobs', 'The first snow'],
    ['/library', '3 pieces'],
    ['/library/new', 'Kind of text'],
    ['/library/bin', 'The bin is empty'],
    ['/library/exports', 'No exports yet'],
    ['/templates', 'How-to guide'],
    ['/templates/new', 'Add a variable'],
    ['/batches', 'Template'],
    ['/schedules', 'No schedules yet'],
    ['/schedules/new', 'How often'],
    ['/notifications', 'The first snow'],
    ['/account', 'This one'],
  ];

  async function openEach(page: Page, look: (path: string) => Promise<void>) {
    for (const [path, sign] of pages()) {
      await page.goto(web.origin + path);
      await page.locator('main').getByText(sign).first().waitFor();
      await look(path);
    }
  }

  // It looks at every page, and a busy machine takes seconds for each.
  it('without serious findings of axe-core, light and dark', async () => {
    const { page } = visitor;
    await openEach(page, async (path) =>
      expect([path, await findingsOfBoth(page)]).toEqual([path, { light: [], dark: [] }]),
    );
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor();
    expect(await findingsOfBoth(page)).toEqual({ light: [], dark: [] });
    const stranger = await web.visit('/sign-up');
    await stranger.page.getByLabel('Email').waitFor();
    expect(await findingsOfBoth(stranger.page)).toEqual({ light: [], dark: [] });
    await stranger.page.goto(`${web.origin}/reset-password#none`);
    await stranger.page.locator('[name=password]').waitFor();
    expect(await findingsOfBoth(stranger.page)).toEqual({ light: [], dark: [] });
    await stranger[Symbol.asyncDispose]();
    expect(visitor.faults).toEqual([]);
  }, 120_000);

  it('as wide as a phone, and nothing scrolls sideways', async () => {
    const phone = await web.visit('/', { viewport: { width: 360, height: 740 } });
    await signIn(phone.page, email);
    await openEach(phone.page, async (path) => {
      const wider = await phone.page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([path, wider]).toEqual([path, 0]);
    });
    await phone.page.goto(`${web.origin}/`);
    await phone.page.getByText('Asked for last').waitFor();
    await takePicture(phone.page, 'web-phone');
    await phone[Symbol.asyncDispose]();
  });

  it('dark where one says so, and stays it', async () => {
    const { page } = visitor;
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${web.origin}/library`);
    const scheme = () => page.evaluate("document.documentElement.getAttribute('data-mantine-color-scheme')");
    await eventually(scheme).toBe('light');
    const button = page.getByRole('button', { name: /^Colours/ });
    await button.click();
    await button.click();
    await eventually(scheme).toBe('dark');
    await page.reload();
    await page.getByText('3 pieces').waitFor();
    expect(await scheme()).toBe('dark');
    await page.mouse.move(0, 0);
    await takePicture(page, 'web-dark');
    await button.click();
    await eventually(scheme).toBe('light');
  });

  it('used with the keyboard alone, from signing in to the finished text', async () => {
    const { page, ...rest } = await web.visit('/sign-in');
    const { keyboard } = page;
    /** Goes on with Tab until this has the focus, which can be seen. */
    async function tabTo(name: string) {
      for (let steps = 0; steps < 25; steps++) {
        const focused = await page.evaluate(
          "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).trim()",
        );
        if (String(focused).startsWith(name)) return;
        await keyboard.press('Tab');
      }
      throw new Error(`Tab never came to ${name}`);
    }
    await tabTo('Email');
    await keyboard.type(email);
    await tabTo('Password');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What shall we write?' }).waitFor();
    await keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await keyboard.press('Enter');
    await tabTo('Blog post outline');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await tabTo('What is it about?');
    await keyboard.type('By keyboard');
    web.product.upstream.enqueue({ kind: 'text', chunks: [CAPTION] });
    await keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Social media caption' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await page.getByText('#coffeeshop', { exact: true }).waitFor();
    await eventually(() => page.getByTestId('announcer').textContent()).toContain('Finished');
    await rest[Symbol.asyncDispose]();
  });

  it('light: what the first page loads of script is under 200 kB, compressed, and kept for good', async () => {
    const first = await web.visit('/sign-in');
    const { page, context } = first;
    await page.getByLabel('Email').waitFor();
    const sizes = async () =>
      (await page.evaluate(
        "performance.getEntriesByType('resource').filter(({ name }) => /[.]js$/.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)",
      )) as number;
    const atSignIn = await sizes();
    await signIn(page, email);
    await page.getByText('Asked for last').waitFor();
    const atWriting = await sizes();
    console.info(
      `script, compressed: ${atSignIn} bytes to sign in, ${atWriting} bytes to the first page signed in`,
    );
    expect(atSignIn).toBeGreaterThan(10_000);
    expect(atWriting).toBeLessThan(FIRST_LOAD);
    const again = await context.newPage();
    const asked: string[] = [];
    again.on('response', (response) => {
      if (!response.request().serviceWorker() && response.url().includes('/assets/')) {
        asked.push(response.headers()['cache-control'] ?? '');
      }
    });
    await again.goto(web.origin);
    await again.getByText('Asked for last').waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked)).toEqual(new Set(['public, max-age=31536000, immutable']));
    expect([first.faults, first.requestsBeyond(web.origin)]).toEqual([[], []]);
    await first[Symbol.asyncDispose]();
  });
});
