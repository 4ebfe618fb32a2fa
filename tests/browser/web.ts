import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { openBrowser, type TestBrowser, type Visitor } from '../support/browser.js';
import type { Env } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { startProxy, type TcpProxy } from '../support/proxy.js';

// Each test is minutes of somebody's work, and machines that test are busy.
vi.setConfig({ testTimeout: 60_000 });

/** What all browser tests share. */
interface Site {
  product: Product;
  browser: TestBrowser;
}

let site: Promise<Site> | undefined;

/** One Chromium and one product for all files: each test has users of its own. */
export function openSite(): Promise<Site> {
  site ??= Promise.all([startProduct({ env: { ALLOWED_MODELS: 'a/finer-model' } }), openBrowser()]).then(
    ([product, browser]) => ({ product, browser }),
  );
  return site;
}

export async function closeSite(): Promise<void> {
  if (!site) return;
  const { product, browser } = await site;
  await browser[Symbol.asyncDispose]();
  await product[Symbol.asyncDispose]();
}

/** Shorter waits of the app (web/src/lib/timing.ts), which a browser has before it loads a page. */
const TIMING = { ping: 3_000, pong: 1_500, retryMax: 1_000, tokenMargin: 1_500 };

/** The product as a browser sees it: through a line that tests can cut. */
export interface Web extends AsyncDisposable, Site {
  /** Between the browser and the API: what `setOffline` does not do to open sockets, this does. */
  line: TcpProxy;
  origin: string;
  /** A new browser profile with one tab on the app. */
  visit(path?: string, options?: Parameters<TestBrowser['visit']>[0]): Promise<Visitor>;
}

/** @param env for an API of its own; without it, the one that all share. */
export async function startWeb(env?: Env): Promise<Web> {
  const { product, browser } = await openSite();
  product.upstream.reset();
  const own = env && (await product.startApi(env));
  const line = await startProxy(Number(new URL(own?.url ?? product.apis[0]?.url ?? '').port));
  const origin = `http://localhost:${line.port}`;
  return {
    product,
    browser,
    line,
    origin,
    async visit(path = '/', options = {}) {
      const visitor = await browser.visit({ reducedMotion: 'reduce', ...options });
      await visitor.context.addInitScript(`globalThis.appTiming = ${JSON.stringify(TIMING)}`);
      visitor.page.setDefaultTimeout(15_000);
      await visitor.page.goto(origin + path);
      return visitor;
    },
    async [Symbol.asyncDispose]() {
      await line.close();
      await own?.end();
    },
  };
}

export const PASSWORD = 'correct horse';

/** Fills the form that makes an account; answers with its email once one is in. */
export async function signUp(page: Page, name = 'Ada'): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(email);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make an account' }).click();
  await page.getByRole('heading', { name: 'What shall we write?' }).waitFor();
  return email;
}

export type Kind = 'Blog post outline' | 'Product description' | 'Social media caption';

/** Asks for a piece; answers with the job's id once its page is there. */
export async function askFor(page: Page, kind: Kind, prompt: string, when = 'Now'): Promise<string> {
  await goTo(page, 'Write');
  await page.getByRole('radio', { name: kind }).check({ force: true });
  await page.getByLabel('What is it about?').fill(prompt);
  await page.getByLabel('When').selectOption(when);
  await page.getByRole('button', { name: 'Write it' }).click();
  await page.waitForURL('**/jobs/*');
  return page.url().split('/').at(-1) as string;
}

export const goTo = (page: Page, place: 'Write' | 'Jobs' | 'Library') =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place, exact: true }).click();

/** The part of a job's page where its text is, while it is written and after. */
export const textOf = (page: Page) => page.getByTestId('text');

/** The job's state as its badge says it. */
export const statusOf = (page: Page) => page.locator('h1 ~ .status');

/** A text that is written over a while, in pieces; the marks are in its first, middle and last part. */
export function slowly(text: string, pieces: number): string[] {
  const size = Math.ceil(text.length / pieces);
  return Array.from({ length: pieces }, (_, part) => text.slice(part * size, (part + 1) * size));
}

/** What will be so within a while; machines that test are busy. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 12_000 });

export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}
