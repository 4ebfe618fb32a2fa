import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { JobCompleted, Register } from '../../examples/demo/operations.js';
import { runningInstance } from '../../local/process/instance.js';
import { createApiClient } from '../support/api-client.js';
import { type Checkout, makeCheckout, type RunningCommand } from '../support/checkout.js';
import { startProduct } from '../support/product.js';
import { untilSwept } from '../support/sweeper.js';
import { startUpstream, type Upstream } from '../support/upstream.js';

const SeedLogin = graphql(`
  mutation SeedLogin($input: LoginInput!) { login(input: $input) { token user { eventCursor } } }
`);
const SeededState = graphql(`
  query SeededState {
    contents(first: 100) { edges { node { id type title } } }
    jobs(first: 100) { edges { node { id status attempts } } }
    sessions { id }
  }
`);

/** The limit of a second start, as a multiple of the time to load the API’s libraries: 8 s where that takes 0.5 s. */
const SECOND_START_LIMIT = 16;
/** Only where a test waits for a sweep. At 300 it takes a fifth of a processor. */
const SWEEP_MS = 1_000;
/** Several starts, on a busy machine. */
const SLOW_MS = 300_000;
let upstream: Upstream;
let checkout: Checkout;
/** What runs in the checkout. The next test continues with it, unless a test ends it. */
let current: Started | undefined;
beforeAll(async () => {
  upstream = await startUpstream();
  checkout = await makeCheckout({ BASE_URL: upstream.url });
});
afterEach(async ({ task }) => {
  // Nothing continues with the processes of a failed test.
  if (task.result?.state === 'fail') await kill();
});
afterAll(async () => {
  await kill();
  await upstream.close();
  await checkout.close();
});

async function kill() {
  await current?.end('SIGKILL');
  current = undefined;
}

interface Started extends RunningCommand {
  ready: { api: string; seconds: number };
}

async function start(args: string[], env: Record<string, string> = {}): Promise<Started> {
  const command = checkout.start('start.js', { args, env });
  // For the end of the file, where it is never ready.
  current = Object.assign(command, { ready: { api: '', seconds: Number.NaN } });
  let out = '';
  command.process.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  await command.printed('Ready after');
  const line = out.split('\n').find((candidate) => candidate.includes('Ready after'));
  return Object.assign(current, { ready: JSON.parse(line as string) });
}

/** The running checkout if it has these arguments, or else a new one. */
async function running(...args: string[]): Promise<Started> {
  if (current && args.every((arg) => current?.process.spawnargs.includes(arg))) return current;
  if (current) await endOf(current, 'SIGTERM');
  return start(args);
}

/** Sends a signal, if any, and waits for the end. */
async function endOf(command: Started, signal?: NodeJS.Signals) {
  const outcome = await command.end(signal);
  current = undefined;
  return outcome;
}

const input = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' };
const SEED = { email: 'seed@example.com', password: 'plant-me-well' };

it('npm run seed fills a running checkout once, and a worker leaves the seeded jobs unchanged', {
  timeout: SLOW_MS,
}, async () => {
  expect((await checkout.run('seed/seed.js')).stderr).toContain(
    'There are no servers to seed: run npm start',
  );
  const { ready } = await start([], { SWEEP_INTERVAL_MS: String(SWEEP_MS) });
  const refused = await checkout.run('seed/seed.js', { env: { NODE_ENV: 'production' } });
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toContain('NODE_ENV is production');

  const state = async () => {
    const anonymous = createApiClient(ready.api);
    const { login } = await anonymous.request(SeedLogin, { input: SEED });
    const client = anonymous.as(login.token);
    const { contents, jobs, sessions } = await client.request(SeededState, {});
    const events = client.subscribe(JobCompleted, { after: '0' });
    const ended: string[] = [];
    for await (const { data } of events) {
      ended.push(data?.jobCompleted.job.status ?? 'none');
      if (data?.jobCompleted.cursor === login.user.eventCursor) break;
    }
    await client.close();
    return { contents, jobs, ended, sessions: sessions.length };
  };
  const first = await checkout.run('seed/seed.js');
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain(`Sign in as ${SEED.email} with the password ${SEED.password}`);
  const once = await state();
  expect(count(once.contents.edges.map(({ node }) => node.type))).toEqual({
    BLOG_POST_OUTLINE: 10,
    PRODUCT_DESCRIPTION: 10,
    SOCIAL_MEDIA_CAPTION: 10,
    EMAIL_NEWSLETTER: 10,
    BLOG_POST: 10,
  });
  const statuses = { COMPLETED: 50, FAILED: 2, CANCELED: 1, QUEUED: 2, RETRYING: 1, PROCESSING: 1 };
  expect(count(once.jobs.edges.map(({ node }) => node.status))).toEqual(statuses);
  expect(count(once.ended)).toEqual({ COMPLETED: 50, FAILED: 2, CANCELED: 1 });

  const { env } = (await runningInstance(checkout.root)) ?? {};
  await untilSwept(env?.MONGO_URI ?? '', SWEEP_MS);
  expect((await checkout.run('seed/seed.js')).stdout).toContain('0 created, 57 already there');
  const twice = await state();
  expect(twice).toEqual({ ...once, sessions: once.sessions + 1 });
  expect(upstream.requests).toEqual([]);
});

describe('npm start', { timeout: SLOW_MS }, () => {
  it('starts once for each checkout, and next to another one on its own port', async () => {
    const { ready } = await running();
    const twice = await checkout.run('start.js');
    expect(twice.code).toBe(1);
    expect(twice.stderr).toContain(`npm start already runs in this checkout (${ready.api}): stop process`);
    const reset = await checkout.run('reset.js', { args: ['--yes'] });
    expect(reset).toMatchObject({ code: 1 });
    expect(reset.stderr).toContain('npm start already runs in this checkout');

    // On running servers, because this is about its port.
    await using product = await startProduct({ apis: 0, workers: 0 });
    const { MONGO_URI = '', REDIS_URL = '' } = product.env;
    const other = await makeCheckout({ BASE_URL: upstream.url, MONGO_URI, REDIS_URL });
    const beside = other.start('start.js');
    try {
      await beside.printed('Ready after');
      const outcome = await beside.end('SIGTERM');
      expect(outcome.code).toBe(0);
      expect(outcome.stdout).not.toContain(`"api":"${ready.api}"`);
    } finally {
      await beside.end('SIGKILL');
      await other.close();
    }
  });

  it('keeps its data after Ctrl-C, is ready again soon, and leaves no process behind', async () => {
    const first = await running();
    await createApiClient(first.ready.api).request(Register, { input });
    const begin = Date.now();
    first.process.kill('SIGINT');
    // A second Ctrl-C changes nothing.
    setTimeout(() => first.process.kill('SIGINT'), 100);
    expect(await endOf(first)).toMatchObject({ code: 0, stderr: '' });
    expect(Date.now() - begin).toBeLessThan(10_000);
    expect(await checkout.processes()).toEqual([]);
    expect(await readdir(join(checkout.root, '.data', 'run'))).toEqual([]);

    const before = await loadLibraries();
    const second = await start(['--verbose']);
    // Measured before and after, because the load of the machine varies.
    const unit = (before + (await loadLibraries())) / 2;
    expect(second.ready.seconds / unit).toBeLessThan(SECOND_START_LIMIT);
    const again = createApiClient(second.ready.api).request(Register, { input });
    await expect(again).rejects.toThrow('An account with this email exists already.');
  });

  it('restarts a crashed worker, and reports it', async () => {
    const command = await running();
    await killChild('worker.js');
    await command.printed('worker was ended by a signal. It is started again in 1 s');
    await command.printed('worker is ready again');
  });

  it('writes a JSON object a line to a pipe, includes the output of its children with --verbose, and exits in order with code 1 when MongoDB dies', async () => {
    const command = await running('--verbose');
    await killChild('/mongod ');
    const { code, stdout, stderr } = await endOf(command);
    expect(code).toBe(1);
    const { msg, lines } = JSON.parse(stderr);
    expect(msg).toMatch(/^mongod .*was ended by a signal$/);
    expect(lines.length).toBeGreaterThan(0);
    expect(await checkout.processes()).toEqual([]);
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).name);
    expect(names).toEqual(expect.arrayContaining(['npm start', 'mongod', 'redis', 'api', 'worker']));
  });
});

describe('npm run reset', () => {
  it('without a terminal removes nothing unless --yes is given', async () => {
    await writeFile(join(checkout.root, '.data', 'kept'), '');
    const asked = await checkout.run('reset.js');
    expect(asked).toMatchObject({ code: 1 });
    expect(asked.stderr).toContain('There is no terminal for the confirmation, so nothing was removed');
    expect(await readdir(join(checkout.root, '.data'))).toContain('kept');
    expect(await checkout.run('reset.js', { args: ['--yes'] })).toMatchObject({ code: 0 });
    expect(await readdir(checkout.root)).not.toContain('.data');
    expect((await checkout.run('reset.js', { args: ['--yes'] })).stdout).toContain('nothing to remove');
  });
});

/** The unit of work in which a start is measured, in seconds. */
async function loadLibraries(): Promise<number> {
  const begin = performance.now();
  await promisify(execFile)(process.execPath, [
    '-e',
    "for (const name of ['mongoose', 'type-graphql', 'bullmq']) require(name)",
  ]);
  return (performance.now() - begin) / 1_000;
}

/** Kills a child of the running checkout by a part of its command line. */
async function killChild(part: string): Promise<void> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid,args']);
  const line = stdout.split('\n').find((each) => each.includes(checkout.root) && each.includes(part));
  process.kill(Number(line?.trim().split(/\s+/)[0]), 'SIGKILL');
}

function count(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
