import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { openBrowser, type TestBrowser, type VisitOptions, type Visitor } from '../support/browser.js';
import type { Env, RunningProcess } from '../support/process.js';
import { type Product, startProduct } from '../support/product.js';
import { startProxy, type TcpProxy } from '../support/proxy.js';

// Browser tests take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** The environment that all browser tests share. */
interface Site {
  product: Product;
  browser: TestBrowser;
  /** The proxy between the browser and the API. Unlike `setOffline`, it also cuts open sockets. */
  line: TcpProxy;
}

let site: Promise<Site> | undefined;

/** One Chromium and one product for all files. Each test has users of its own. */
export function openSite(): Promise<Site> {
  site ??= Promise.all([startProduct({ env: { ALLOWED_MODELS: 'a/finer-model' } }), openBrowser()]).then(
    async ([product, browser]) => ({ product, browser, line: await lineTo(product.apis[0]) }),
  );
  return site;
}

const lineTo = (api?: RunningProcess) => startProxy(Number(new URL(api?.url ?? '').port));

export async function closeSite(): Promise<void> {
  if (!site) return;
  const { product, browser, line } = await site;
  await browser[Symbol.asyncDispose]();
  await line.close();
  await product[Symbol.asyncDispose]();
}

/** Shorter delays of the app (web/src/lib/timing.ts), set in the browser before it loads a page. */
const TIMING = { ping: 3_000, pong: 1_500, retryMax: 1_000, tokenMargin: 1_500 };

/** The product behind a proxy that tests can cut. */
export interface Web extends AsyncDisposable, Site {
  origin: string;
  /** An empty browser profile with one tab on the app. */
  visit(path?: string, options?: VisitOptions): Promise<Visitor>;
  /** The same, signed in as a new user or as the one with this email. */
  enter(path?: string, options?: VisitOptions & { email?: string }): Promise<Visitor & { email: string }>;
}

/** @param env for an API of its own. By default, all tests share one. */
export async function startWeb(env?: Env): Promise<Web> {
  const { product, browser, line: shared } = await openSite();
  product.upstream.reset();
  const own = env && (await product.startApi(env));
  const line = own ? await lineTo(own) : shared;
  const origin = `http://localhost:${line.port}`;
  const open = async (options: VisitOptions = {}) => {
    const visitor = await browser.visit({
      script: `globalThis.appTiming = ${JSON.stringify(TIMING)}`,
      home: `${origin}/favicon.svg`,
      ...options,
    });
    visitor.page.setDefaultTimeout(15_000);
    return visitor;
  };
  return {
    product,
    browser,
    line,
    origin,
    async visit(path = '/', options) {
      const visitor = await open(options);
      await visitor.page.goto(origin + path);
      return visitor;
    },
    async enter(path = '/', { email: known, ...options } = {}) {
      const visitor = await open(options);
      const email = known ?? `${randomUUID()}@example.com`;
      await visitor.home?.evaluate(signedIn(email, known === undefined));
      await visitor.page.goto(origin + path);
      await visitor.page.locator('main h1').first().waitFor();
      return { ...visitor, email };
    },
    async [Symbol.asyncDispose]() {
      if (!own) return;
      await line.close();
      await own.end();
    },
  };
}

export const PASSWORD = 'correct horse';

/** What the forms of the app send and store, done by a page without the app. */
function signedIn(email: string, isNew: boolean): string {
  const field = isNew ? 'register' : 'login';
  const input = { ...(isNew && { name: 'Ada' }), email, password: PASSWORD };
  const query = `mutation($input: ${isNew ? 'Register' : 'Login'}Input!) {
    ${field}(input: $input) { expiresAt user { id name email } }
  }`;
  return `(async () => {
    const headers = { 'content-type': 'application/json', 'session-transport': 'cookie' };
    const body = ${JSON.stringify(JSON.stringify({ query, variables: { input } }))};
    const answer = await (await fetch('/graphql', { method: 'POST', headers, body })).json();
    const { expiresAt, user } = answer.data.${field};
    const times = { expiresAt: Date.parse(expiresAt), renewedAt: Date.now(), clockOffset: 0 };
    localStorage.setItem('session', JSON.stringify({ ...times, user }));
  })()`;
}

/** Submits the form for a new account, and returns its email once the user is signed in. */
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

/** Requests a text, and returns the job’s id once its page is loaded. */
export async function requestText(page: Page, kind: Kind, prompt: string, when = 'Now'): Promise<string> {
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

/** The part of a job’s page that shows the text, during the generation and after it. */
export const textOf = (page: Page) => page.getByTestId('text');

/** The job’s status in its badge. */
export const statusOf = (page: Page) => page.locator('h1 ~ .status');

/** A text that is streamed slowly, in chunks. The marks are in its first, middle and last part. */
export function slowly(text: string, pieces: number): string[] {
  const size = Math.ceil(text.length / pieces);
  return Array.from({ length: pieces }, (_, part) => text.slice(part * size, (part + 1) * size));
}

/** Polls until the expectation holds, with a timeout for busy machines. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 12_000 });

export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}
