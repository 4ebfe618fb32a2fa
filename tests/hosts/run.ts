import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { Generate, JobCompleted, Login, Register } from '../../examples/demo/operations.js';
import { findOnPath } from '../../local/process/run.js';
import { makeCertificates } from '../support/certificates.js';
import { type Env, startProcess } from '../support/process.js';
import { startUpstream, textFor } from '../support/upstream.js';
import { startNginx, startReplicaSet, startTlsRedis } from './servers.js';
import { createVisitor } from './visitor.js';

/**
 * The product as it is deployed: on a replica set of three hosts and a Redis with TLS and a password, behind an nginx
 * with TLS that rewrites Host. All servers are real, and the model is simulated.
 */
const HOST = 'app.example.com';
/** Characters with a special meaning in URLs. */
const PASSWORD = `pa%41ss@:/x#?& ${randomBytes(8).toString('hex')}`;
const EVENT_LIMIT_MS = 30_000;

let failed = false;
async function holds(what: string, check: () => Promise<unknown>): Promise<void> {
  const begin = Date.now();
  try {
    const more = await check();
    const detail = typeof more === 'string' ? `: ${more}` : '';
    console.log(`✓ ${what}${detail} (${((Date.now() - begin) / 1_000).toFixed(1)} s)`);
  } catch (error) {
    failed = true;
    console.log(`✗ ${what}: ${(error as Error).message}`);
  }
}

function expectSame(found: unknown, expected: unknown) {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}

const stops: (() => Promise<unknown>)[] = [];
const dir = await mkdtemp(join(tmpdir(), 'smart-content-hosts-'));
stops.push(() => rm(dir, { recursive: true, force: true }));

try {
  const certificates = makeCertificates([`DNS:${HOST}`, 'DNS:localhost', 'IP:127.0.0.1']);
  stops.push(async () => certificates[Symbol.dispose]());
  const mongo = await startReplicaSet(dir);
  stops.push(mongo.stop);
  const redis = await startTlsRedis(join(dir, 'redis'), PASSWORD, certificates);
  stops.push(redis.stop);
  const upstream = await startUpstream();
  stops.push(upstream.close);

  const env: Env = {
    NODE_ENV: 'production',
    MONGO_URI: mongo.uri,
    REDIS_ENDPOINT: `127.0.0.1:${redis.port}`,
    // What Kubernetes sets in every pod next to a Service named redis.
    REDIS_PORT: 'tcp://10.0.0.1:6379',
    REDIS_PASSWORD: PASSWORD,
    REDIS_TLS: 'on',
    REDIS_TLS_CA: certificates.caFile,
    JWT_SECRET: randomBytes(32).toString('base64url'),
    PORT: '0',
    TRUST_PROXY: '1',
    // The simulated text has no form to check.
    REPAIR: 'off',
    BASE_URL: upstream.url,
  };
  const start = async (file: string, more: Env = {}) => {
    const running = await startProcess(file, { ...env, ...more });
    stops.push(() => running.end());
    return running;
  };

  await holds('a worker starts', () => start('dist/bundle/worker.js'));
  const api = await start('dist/bundle/api.js');
  await holds('a Redis whose authority is not known is refused', async () => {
    const worker = start('dist/bundle/worker.js', { REDIS_TLS_CA: '', START_TIMEOUT_MS: '2000' });
    const words = await worker.then(
      () => 'it was taken',
      (error: Error) => error.message,
    );
    if (!/certificate/.test(words)) throw new Error(words);
  });
  const nginx = await startNginx(join(dir, 'nginx'), Number(new URL(api.url).port), HOST, certificates);
  stops.push(nginx.stop);
  const origin = `https://${HOST}:${nginx.port}`;
  const visitor = createVisitor(origin, certificates.caFile);

  await holds('everything is ready', async () => {
    const { status, text } = await visitor.ask('/readyz');
    expectSame([status, JSON.parse(text)], [200, { mongodb: true, redis: true, worker: true }]);
  });
  await holds('the web app is served', async () => {
    const { status, headers } = await visitor.ask('/', { accept: 'text/html' });
    expectSame([status, headers['content-type']], [200, 'text/html; charset=utf-8']);
  });
  const account = { email: 'ada@example.com', password: 'correct horse' };
  await holds('sign-in', async () => {
    await visitor.request(Register, { input: { name: 'Ada', ...account } });
    const { login } = await visitor.request(Login, { input: account });
    visitor.signIn(login.token);
  });
  await holds('a socket of a page of another origin is refused', async () =>
    expectSame(
      [await visitor.socketStatus(origin), await visitor.socketStatus('https://evil.example.com')],
      [101, 403],
    ),
  );

  const live = visitor.subscribe(JobCompleted, { after: '0' });
  stops.push(async () => live.close());
  const nextEvent = async () => {
    const limit = new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('no event')), EVENT_LIMIT_MS).unref();
    });
    return Promise.race([live.events.next(), limit]);
  };
  const job = async (prompt: string) => {
    const input = { prompt, type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 0 } as const;
    const { id } = (await visitor.request(Generate, { input })).generateContent;
    const { value } = await nextEvent();
    const ended = value?.data?.jobCompleted.job;
    expectSame([ended?.id, ended?.status, ended?.generatedContent], [id, 'COMPLETED', textFor(prompt)]);
  };
  await holds('a job, and its completion live', () => job('Tea'));
  await holds('the same in the web app', () => inBrowser(origin, account));
  // The events of the browser’s job arrive here too.
  if (await findBrowser()) await nextEvent();
  await holds('the same after the primary was killed', async () => {
    const port = await mongo.killPrimary();
    await patiently(() => job('More tea'));
    return `127.0.0.1:${port} is gone`;
  });
} catch (error) {
  failed = true;
  console.log(`✗ ${(error as Error).message}`);
} finally {
  for (const stop of stops.reverse())
    await stop().catch((error) => console.log(`✗ ${(error as Error).message}`));
}
process.exit(failed ? 1 : 0);

/** Repeats the request during the election of a primary, as a client does after SERVICE_UNAVAILABLE. */
async function patiently(ask: () => Promise<void>) {
  for (let tries = 0; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 10 || !/SERVICE_UNAVAILABLE/.test((error as Error).message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
}

async function findBrowser(): Promise<string | null> {
  return process.env.CHROMIUM_PATH || (await findOnPath('chromium', 'chromium-browser', 'google-chrome'));
}

async function inBrowser(origin: string, account: { email: string; password: string }): Promise<string> {
  const executablePath = await findBrowser();
  if (!executablePath) return 'NOT RUN, no browser (install chromium, or set CHROMIUM_PATH)';
  const args = ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${HOST} 127.0.0.1`];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const context = await browser.newContext({ ignoreHTTPSErrors: true });
    return await writeOne(await context.newPage(), origin, account);
  } finally {
    await browser.close();
  }
}

async function writeOne(
  page: Page,
  origin: string,
  { email, password }: { email: string; password: string },
) {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('What is it about?').fill('A teapot in the web app');
  await page.getByLabel('When').selectOption('Now');
  await page.getByRole('button', { name: 'Write it' }).click();
  await page
    .getByTestId('text')
    .filter({ hasText: textFor('A teapot in the web app') })
    .waitFor();
  return 'the text is on the page';
}
