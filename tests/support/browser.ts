import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe } from 'vitest';
import { findOnPath } from '../../local/process/run.js';

/** The machine's Chromium; null where it has none. The headless shell, which draws no window, takes less time. */
const program =
  process.env.CHROMIUM_PATH ||
  (await findOnPath('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'));

/** Whether the pictures in docs/images are taken anew; a run of the tests leaves them alone otherwise. */
const takesPictures = process.env.UPDATE_SCREENSHOTS === '1';
const PICTURES = 'docs/images';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Whatever a page asks of elsewhere fails here as it would behind a closed network.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Tests that need a browser: skipped where there is none, and that is said. */
export function describeInBrowser(name: string, tests: () => void) {
  if (!program) {
    console.warn(
      `NOT RUN, no browser: ${name} (install chromium, or set CHROMIUM_PATH to a Chromium or a Chrome)`,
    );
  }
  describe.skipIf(!program)(name, tests);
}

/** One person's browser: its storage, cookies and pages are shared among its tabs, and with no other visitor. */
export interface Visitor extends AsyncDisposable {
  context: BrowserContext;
  /** Its first tab. */
  page: Page;
  /** What pages wrote to the console as errors, and what they threw and nobody caught; in order. */
  faults: string[];
  /** The address of every request and every socket of every page, frame and worker. */
  requests: string[];
  /** Those addresses that are not of this page's origin; what never leaves the browser (`data:`, `blob:`) is no request. */
  requestsBeyond(origin: string): string[];
}

/** A Chromium with a profile of its own, in a temporary folder that goes when it is closed. */
export interface TestBrowser extends AsyncDisposable {
  visit(options?: BrowserContextOptions): Promise<Visitor>;
}

export async function openBrowser(): Promise<TestBrowser> {
  if (!program) throw new Error('There is no browser: use describeInBrowser');
  const browser = await chromium.launch({ executablePath: program, args: ARGUMENTS });
  return {
    async visit(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const faults: string[] = [];
      const requests: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
      });
      context.on('weberror', (error) => faults.push(String(error.error().stack ?? error.error())));
      context.on('request', (request) => requests.push(request.url()));
      context.on('page', (page) => page.on('websocket', (socket) => requests.push(socket.url())));
      return {
        context,
        page: await context.newPage(),
        faults,
        requests,
        requestsBeyond: (origin) => requests.filter((url) => leaves(url, new URL(origin))),
        [Symbol.asyncDispose]: () => context.close(),
      };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

function leaves(address: string, { host }: URL): boolean {
  const url = new URL(address);
  return /^(https?|wss?):$/.test(url.protocol) && url.host !== host;
}

/**
 * Keeps a picture of what is in the window as `docs/images/<name>.png`, for the README; only where
 * `UPDATE_SCREENSHOTS=1` asks for it.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
