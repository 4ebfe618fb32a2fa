import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { describe } from 'vitest';
import { findOnPath } from '../../local/process/run.js';

/** The machine’s Chromium, or null. The headless shell is preferred, because it draws no window and takes less time. */
const program =
  process.env.CHROMIUM_PATH ||
  (await findOnPath('chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'));

/** Whether the images in docs/images are written. Ordinary runs of the tests do not change them. */
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
  // A page of a profile runs in the process of the previous one, which has the scripts and styles already.
  '--process-per-site',
  // Requests to other hosts fail here as behind a closed network.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** Animations are redrawn 60 times a second, which costs most where a page waits for a busy machine. */
const STILL = `{
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }');
  document.adoptedStyleSheets = [still];
}`;

/** Browser tests. Without a browser they are skipped, with a message. */
export function describeInBrowser(name: string, tests: () => void) {
  if (!program) {
    console.warn(
      `NOT RUN, no browser: ${name} (install chromium, or set CHROMIUM_PATH to a Chromium or a Chrome)`,
    );
  }
  describe.skipIf(!program)(name, tests);
}

/** The browser of one person: its tabs share storage, cookies and cache, and other visitors do not. */
export interface Visitor extends AsyncDisposable {
  context: BrowserContext;
  /** Its first tab. */
  page: Page;
  /** The page of `VisitOptions.home`, which runs no code of the app. */
  home: Page | null;
  /** Errors that pages logged to the console, and uncaught exceptions, in order. */
  faults: string[];
  /** The URL of every request and every socket of every page, frame and worker. */
  requests: string[];
  /** Those URLs with another origin than the page. What stays in the browser (`data:`, `blob:`) does not count. */
  requestsBeyond(origin: string): string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Runs in each page before its own scripts. */
  script?: string;
  /**
   * A page of the site that a profile keeps open. With it, a profile is cleared and reused for the next visitor with
   * the same options, so that not every visitor fetches the scripts and styles again.
   */
  home?: string;
}

/** A Chromium with profiles of its own, in a temporary folder that is removed when it is closed. */
export interface TestBrowser extends AsyncDisposable {
  visit(options?: VisitOptions): Promise<Visitor>;
}

export async function openBrowser(): Promise<TestBrowser> {
  if (!program) throw new Error('There is no browser: use describeInBrowser');
  const browser = await chromium.launch({ executablePath: program, args: ARGUMENTS });
  /** Unused profiles, by their options. */
  const free = new Map<string, Profile[]>();
  return {
    async visit(options = {}) {
      const key = JSON.stringify(options);
      const profile = free.get(key)?.pop() ?? (await makeProfile(browser, options));
      const { context, home } = profile;
      const seen: Seen = { faults: [], requests: [] };
      profile.seen = seen;
      let gone = false;
      return {
        ...seen,
        context,
        home,
        page: await context.newPage(),
        requestsBeyond: (origin) => seen.requests.filter((url) => leaves(url, new URL(origin))),
        async [Symbol.asyncDispose]() {
          // If a test fails early, its `afterEach` still has the visitor of the test before it.
          if (gone) return;
          gone = true;
          if (!home) return context.close();
          await empty(context, home);
          free.set(key, [...(free.get(key) ?? []), profile]);
        },
      };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

type Seen = Pick<Visitor, 'faults' | 'requests'>;

interface Profile {
  context: BrowserContext;
  home: Page | null;
  /** What the current visitor records. */
  seen: Seen;
}

async function makeProfile(browser: Browser, options: VisitOptions): Promise<Profile> {
  const { home, script = '', ...others } = options;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...others,
  });
  const profile: Profile = { context, home: null, seen: { faults: [], requests: [] } };
  context.on('console', (message) => {
    if (message.type() === 'error') profile.seen.faults.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => profile.seen.faults.push(String(error.error().stack ?? error.error())));
  context.on('request', (request) => profile.seen.requests.push(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => profile.seen.requests.push(socket.url())));
  await context.addInitScript(STILL + script);
  if (home) {
    profile.home = await context.newPage();
    await profile.home.goto(home);
  }
  return profile;
}

/** Removes everything of a visitor from a profile, except the cache of the site. */
async function empty(context: BrowserContext, home: Page): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await Promise.all(context.pages().map((page) => page !== home && page.close()));
  await context.setOffline(false);
  await context.clearCookies();
  const session = await context.newCDPSession(home);
  const { origin } = new URL(home.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
}

function leaves(address: string, { host }: URL): boolean {
  const url = new URL(address);
  return /^(https?|wss?):$/.test(url.protocol) && url.host !== host;
}

/** Writes a screenshot as `docs/images/<name>.png`, for the README. Only with `UPDATE_SCREENSHOTS=1`. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
