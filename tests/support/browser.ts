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
  // A page of a profile runs in the process that its last one ran in, which has the scripts and styles already.
  '--process-per-site',
  // Whatever a page asks of elsewhere fails here as it would behind a closed network.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** What moves is drawn 60 times a second, longest where a page waits for a busy machine. */
const STILL = `{
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }');
  document.adoptedStyleSheets = [still];
}`;

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
  /** The page of `VisitOptions.home`, which runs nothing of the app. */
  home: Page | null;
  /** What pages wrote to the console as errors, and what they threw and nobody caught; in order. */
  faults: string[];
  /** The address of every request and every socket of every page, frame and worker. */
  requests: string[];
  /** Those addresses that are not of this page's origin; what never leaves the browser (`data:`, `blob:`) is no request. */
  requestsBeyond(origin: string): string[];
}

export interface VisitOptions extends BrowserContextOptions {
  /** Runs in each page before its own scripts. */
  script?: string;
  /**
   * A page of the site that a profile has open for as long as it lives. With it, a profile that its visitor has left is
   * emptied for the next one with the same options: scripts and styles of the site are not fetched anew by each.
   */
  home?: string;
}

/** A Chromium with profiles of its own, in a temporary folder that goes when it is closed. */
export interface TestBrowser extends AsyncDisposable {
  visit(options?: VisitOptions): Promise<Visitor>;
}

export async function openBrowser(): Promise<TestBrowser> {
  if (!program) throw new Error('There is no browser: use describeInBrowser');
  const browser = await chromium.launch({ executablePath: program, args: ARGUMENTS });
  /** Profiles without a visitor, by their options. */
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
          // A test that fails early leaves to `afterEach` the visitor of the test before it.
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
  /** What its visitor of now sees. */
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

/** Leaves nothing of a visitor in a profile but what the site lets every browser keep. */
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

/**
 * Keeps a picture of what is in the window as `docs/images/<name>.png`, for the README; only where
 * `UPDATE_SCREENSHOTS=1` asks for it.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!takesPictures) return;
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
