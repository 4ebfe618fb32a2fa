import { afterAll, beforeAll, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { call } from '../support/admin.js';
import { describeInBrowser, takePicture, type Visitor } from '../support/browser.js';
import { completions, nextEvent } from '../support/events.js';
import { findingsOfBoth, widerThanPhone } from './findings.js';
import { CAPTION, DESCRIPTION, OUTLINE } from './texts.js';
import { eventually, PASSWORD, signIn, slowly, startWeb, type Web } from './web.js';

/** The limit of script on the first page, compressed, in bytes. */
const FIRST_LOAD = 200_000;

describeInBrowser('the web app is', () => {
  let web: Web;
  let visitor: Visitor;
  let email: string;
  let jobId: string;
  beforeAll(async () => {
    web = await startWeb();
    const user = await web.product.buildUser();
    ({ email } = user);
    for (const [type, prompt, text] of [
      ['PRODUCT_DESCRIPTION', 'A bottle that keeps tea warm for twelve hours', DESCRIPTION],
      ['SOCIAL_MEDIA_CAPTION', 'The first snow of the year in our little coffee shop', CAPTION],
      ['BLOG_POST_OUTLINE', 'How to start a vegetable garden on a balcony', OUTLINE],
    ] as const) {
      web.product.upstream.enqueue({ kind: 'text', chunks: slowly(text, 4) });
      const { generateContent } = await user.request(Generate, { input: { type, prompt } });
      jobId = generateContent.id;
      const events = completions(user, { jobId });
      const { cursor, job } = await nextEvent(events);
      expect(job.status).toBe('COMPLETED');
      await events.return?.();
      const url = web.product.apis[0]?.url ?? '';
      await call(url, user, `mutation { saveJobToLibrary(id: "${jobId}") { id } }`);
      await call(url, user, `mutation { markNotificationsRead(upTo: "${cursor}") { id } }`);
    }
    visitor = await web.enter('/', { email });
  });
  afterAll(async () => {
    await visitor[Symbol.asyncDispose]();
    await web[Symbol.asyncDispose]();
  });

  /** Each kind of page, and an element that shows that it is loaded. */
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

  // It visits every page, which takes seconds each on a busy machine.
  it('free of serious findings of axe-core in light and dark mode, and of horizontal scrolling on a phone', async () => {
    const { page } = visitor;
    for (const [path, sign] of pages()) {
      // Navigates as a link in the app does.
      await page.evaluate(`history.pushState(null, '', '${path}')`);
      await page.locator('main').getByText(sign).first().waitFor();
      expect([path, await findingsOfBoth(page)]).toEqual([path, { light: [], dark: [] }]);
      expect([path, await widerThanPhone(page)]).toEqual([path, 0]);
    }
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

  it('as wide as a phone from the first page on', async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${web.origin}/`);
    await page.getByText('Asked for last').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await takePicture(page, 'web-phone');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('dark if the user chooses it, also after a reload', async () => {
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
    await page.getByText('3 pieces', { exact: true }).waitFor();
    expect(await scheme()).toBe('dark');
    await page.mouse.move(0, 0);
    await takePicture(page, 'web-dark');
    await button.click();
    await eventually(scheme).toBe('light');
  });

  it('usable by keyboard alone, from the sign-in to the finished text', async () => {
    const { page, ...rest } = await web.visit('/sign-in');
    const { keyboard } = page;
    /** Presses Tab until this element has a visible focus. */
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

  it('small: the scripts of the first page are below 200 kB, compressed, and cached permanently', async () => {
    // A profile with an empty cache.
    const first = await web.visit('/sign-in', { home: undefined });
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
