import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  onTestFinished,
} from 'vitest';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import { type Child, startChild } from '../../local/process/local-server.js';
import { freePort } from '../../local/process/run.js';
import { findMongod } from '../../local/stores/mongod-sources.js';
import { startRedis } from '../../local/stores/redis.js';
import { type Checkout, faultOf, makeCheckout, type Outcome } from '../support/checkout.js';
import { makeDataFolder } from '../support/data-folder.js';

/** An address without a listener. */
const NOWHERE = '127.0.0.1:1';
let checkout: Checkout;
beforeEach(async () => {
  checkout = await makeCheckout({ BASE_URL: `http://${NOWHERE}/v1` });
});
afterEach(() => checkout.close());

const elsewhere = () => ({ MONGO_URI: inject('mongoUri'), REDIS_URL: inject('redisUri') });

/** Expects one line, code 1, no stack, and no process that still runs or locks the checkout. */
async function refused(outcome: Outcome): Promise<string> {
  expect(outcome).toMatchObject({ code: 1 });
  const fault = faultOf(outcome);
  expect(outcome.stdout + outcome.stderr).not.toMatch(/\n\s+at /);
  expect(await checkout.processes()).toEqual([]);
  expect(await readdir(join(checkout.root, '.data', 'run')).catch(() => [])).toEqual([]);
  return fault;
}

describe('npm start reports in one line, and exits with 1,', () => {
  it('that an option is unknown, with the known ones', async () => {
    const fault = await refused(await checkout.run('start.js', { args: ['--wat'] }));
    expect(fault).toMatch(/^Unknown option --wat\. Options: --verbose \(.*--offline/);
  });

  it('that a requested port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const fault = await refused(await checkout.run('start.js', { env: { PORT: String(port) } }));
    expect(fault).toBe(`Port ${port} is in use: stop what listens there, or set PORT to another one`);
  });

  it('the setting that a misspelled name in .env resembles', async () => {
    await checkout.writeEnv('MONGODB_URI=mongodb://ada:secret@db.test/app\n');
    const outcome = await checkout.run('start.js');
    expect(await refused(outcome)).toBe(
      'The settings are not complete: MONGODB_URI in .env is not a setting: did you mean MONGO_URI?',
    );
    expect(outcome.stderr).not.toContain('secret');
  });

  it('all faults in the settings, before it starts anything', async () => {
    const env = { PORT: 'x', MAX_TOKENS: '0', MONGO_URI: 'db.test' };
    const fault = await refused(await checkout.run('start.js', { env }));
    for (const name of Object.keys(env)) expect(fault).toContain(`${name} must be`);
  });

  it('that MongoDB cannot be reached at MONGO_URI, after a warning of unknown names in .env', async () => {
    await checkout.writeEnv('SOME_OTHER_PROGRAM=1\n');
    const env = { MONGO_URI: `mongodb://${NOWHERE}/app`, START_TIMEOUT_MS: '0' };
    const outcome = await checkout.run('start.js', { env });
    expect(outcome.stdout).toContain('Unknown settings in .env: SOME_OTHER_PROGRAM');
    const fault = await refused(outcome);
    expect(fault).toMatch(
      /^MongoDB cannot be reached at MONGO_URI: .*ECONNREFUSED.*\. Start it, or set MONGO_URI to/,
    );
  });

  it('that Redis cannot be reached at REDIS_URL', async () => {
    const env = { ...elsewhere(), REDIS_URL: `redis://${NOWHERE}`, START_TIMEOUT_MS: '0' };
    const fault = await refused(await checkout.run('start.js', { env }));
    expect(fault).toMatch(
      /^Redis cannot be reached at REDIS_URL: .*ECONNREFUSED.*\. Start it, or set REDIS_URL to/,
    );
  });

  it('that a file is in the place of its data folder', async () => {
    await writeFile(join(checkout.root, '.data'), '');
    const fault = await refused(await checkout.run('start.js'));
    expect(fault).toMatch(/EEXIST.*: move the file with this name: a directory is needed here$/);
  });

  it('the error of MongoDB if that does not start, and stops what has started already', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'smart-content-bin-'));
    onTestFinished(() => rm(bin, { recursive: true, force: true }));
    const mongod = join(bin, 'mongod');
    // It responds to --version, like a server with broken data.
    const script =
      '#!/bin/sh\n[ "$1" = --version ] && echo "db version v8.0.0" && exit\necho "the data are of another world" >&2\nexit 3\n';
    await writeFile(mongod, script);
    await chmod(mongod, 0o755);
    const PATH = `${bin}${delimiter}${process.env.PATH}`;
    const fault = await refused(await checkout.run('start.js', { env: { PATH } }));
    expect(fault).toMatch(/mongod ended with 3: the data are of another world/);
  });
});

describe('with servers that may lose jobs', () => {
  let dir: string;
  let standalone: Child;
  let evicting: Awaited<ReturnType<typeof startRedis>>;
  const uris = { mongo: '', redis: '' };
  beforeAll(async () => {
    dir = await makeDataFolder('smart-content-unsafe-');
    const cacheDir = defaultCacheDir(process.env);
    const { file } = await findMongod({ dataDir: join(dir, 'standalone'), cacheDir });
    const port = await freePort();
    await mkdir(join(dir, 'standalone'));
    standalone = startChild(file, [
      '--dbpath',
      join(dir, 'standalone'),
      '--port',
      String(port),
      '--bind_ip',
      '127.0.0.1',
    ]);
    uris.mongo = `mongodb://127.0.0.1:${port}/app`;
    evicting = await startRedis({ dataDir: join(dir, 'redis'), cacheDir });
    uris.redis = evicting.uri;
    const redis = new Redis(evicting.uri);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    redis.disconnect();
  });
  afterAll(async () => {
    await Promise.all([standalone.stop(), evicting.stop()]);
    await rm(dir, { recursive: true, force: true });
  });

  const common = {
    JWT_SECRET: 'a secret of the tests that is long enough',
    PORT: '0',
    START_TIMEOUT_MS: '20000',
  };
  const STANDALONE =
    'The MongoDB at MONGO_URI is a standalone server, and transactions need a replica set: start it with --replSet rs0 and run rs.initiate() once';
  const EVICTING =
    'The Redis at REDIS_URL evicts keys when it is full (maxmemory-policy allkeys-lru), and jobs with them: set maxmemory-policy noeviction';

  it.each([
    ['npm start', 'start.js'],
    ['npm run server:start', '../../dist/bundle/api.js'],
    ['npm run worker:start', '../../dist/bundle/worker.js'],
  ])('%s does not start, and reports the reason and the remedy', async (_, script) => {
    const said = async (env: Record<string, string>) => {
      const { code, stdout, stderr } = await checkout.run(script, { env: { ...common, ...env } });
      expect(code).toBe(1);
      const fatal = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('"level":60'));
      expect(fatal).toHaveLength(1);
      return JSON.parse(fatal[0] as string).msg;
    };
    expect(await said({ ...elsewhere(), MONGO_URI: uris.mongo })).toBe(STANDALONE);
    expect(await said({ ...elsewhere(), REDIS_URL: uris.redis })).toBe(EVICTING);
  });

  it('npm run doctor marks both, with the remedy, and exits with 1', async () => {
    const { code, stdout } = await checkout.run('doctor/doctor.js', {
      env: { MONGO_URI: uris.mongo, REDIS_URL: uris.redis },
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/✓ MongoDB .*\n✗ Replica set +none: .*\n +→ start it with --replSet rs0/);
    expect(stdout).toMatch(/✓ Redis .*\n✗ Eviction +allkeys-lru: .*\n +→ set maxmemory-policy noeviction/);
    expect(stdout).toMatch(/✗ Model .*127\.0\.0\.1:1.*could not be reached/);
    expect(stdout).toContain('3 failed.');
  });
});

it('an old Node gets a message with the required version, in a syntax that it can parse', async () => {
  const script =
    "Object.defineProperty(process, 'version', { value: 'v18.20.4' }); require('./scripts/check-node.cjs')";
  const { code, stderr } = await promisify(execFile)(process.execPath, ['-e', script]).then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  );
  expect(code).toBe(1);
  expect(stderr).toBe('Node 20.19 or newer is needed, this is v18.20.4: see https://nodejs.org\n');
});
