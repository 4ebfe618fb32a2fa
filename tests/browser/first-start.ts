import { expect, it } from 'vitest';
import { describeInBrowser, takePicture } from '../support/browser.js';
import { startFirst } from '../support/first-start.js';
import { eventually, openSite, requestText, signUp, statusOf, textOf } from './web.js';

const SLOW_MS = 300_000;

describeInBrowser('the web app during a first start', () => {
  it('shows that a job waits for the model and the progress of the download, and then the text', {
    timeout: SLOW_MS,
  }, async () => {
    const { local, release } = await startFirst();
    const { browser } = await openSite();
    await using visitor = await browser.visit();
    const { page, faults } = visitor;
    page.setDefaultTimeout(15_000);
    await page.goto(new URL('/', local.url).href);
    await signUp(page);
    await requestText(page, 'Product description', 'A water bottle that keeps tea warm for twelve hours');
    const wait = page.getByTestId('model-wait');
    await wait
      .getByText(/^The model is still being downloaded: [5-9]\d % of 48 MB \(A small model\)$/)
      .waitFor();
    expect(await statusOf(page).textContent()).toBe('Waiting');
    await takePicture(page, 'web-first-start');

    release();
    await eventually(() => textOf(page).textContent()).toContain('About A water bottle');
    await eventually(() => statusOf(page).textContent()).toBe('Finished');
    expect(await wait.count()).toBe(0);
    expect(faults).toEqual([]);
  });
});
