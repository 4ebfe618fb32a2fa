import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules about colors. All other rules give the same findings in both color schemes if the elements are the same. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Each rule has one impact. Rules with an impact below serious are not run. */
const RUN = `(only) => {
  const slight = axe._audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate');
  const rules = only ? {} : Object.fromEntries(slight.map(({ id }) => [id, { enabled: false }]));
  return axe.run({ resultTypes: ['violations'], rules, ...(only && { runOnly: only }) });
}`;

/** The findings of axe-core with the impact serious or worse: the rule and the element. */
export async function findings(page: Page, only?: string[]): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe);
  const found = (await page.evaluate(`(${RUN})(${JSON.stringify(only)})`)) as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
}

/** The elements of a page and its visible text. */
const elementsOf = (page: Page) => page.evaluate('[document.body.outerHTML, document.body.innerText].join()');

/** The findings in both color schemes. The page is loaded once for both. */
export async function findingsOfBoth(page: Page) {
  const useScheme = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    const scheme = () => page.evaluate("document.documentElement.getAttribute('data-mantine-color-scheme')");
    await expect.poll(scheme).toBe(colorScheme);
  };
  await useScheme('light');
  const light = await findings(page);
  const elements = await elementsOf(page);
  await useScheme('dark');
  const same = (await elementsOf(page)) === elements;
  return { light, dark: await findings(page, same ? OF_COLOURS : undefined) };
}

/** By how many pixels the page is wider than a phone. */
export async function widerThanPhone(page: Page): Promise<unknown> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  // Parts that differ on a phone are rendered in the next frame.
  const wider =
    await page.evaluate(`new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() =>
    tell(document.documentElement.scrollWidth - innerWidth))))`);
  if (size) await page.setViewportSize(size);
  return wider;
}
