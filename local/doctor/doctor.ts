import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvError, type EnvSource } from '../../src/config/env-source.js';
import { namesRedis } from '../../src/config/redis-parts.js';
import { withoutSecrets } from '../../src/infra/logger.js';
import { redisFromUrl } from '../../src/infra/redis-settings.js';
import { type CommandContext, runCommand } from '../command.js';
import { defaultCacheDir } from '../downloads/paths.js';
import { type LocalModel, startModel } from '../model/model.js';
import { type InstanceFacts, runningInstance } from '../process/instance.js';
import type { LocalServer } from '../process/local-server.js';
import { startMongod } from '../stores/mongod.js';
import { readSettings } from '../stores/named-servers.js';
import { startRedis } from '../stores/redis.js';
import { type Check, ill, orIll, table, well } from './check.js';
import { checkDisk, checkPort, checkVersions } from './machine.js';
import { checkModel } from './model.js';
import { checkMongo, checkRedis } from './stores.js';

/**
 * `npm run doctor`: checks everything that the product needs. It uses the servers that the environment names, or those
 * of a running `npm start`. Without both, it starts servers for the checks in a temporary folder.
 */

const REMEDY = 'run npm start, which downloads it or prints what to install';

async function examine({ root, env, envFaults }: CommandContext<never>): Promise<number> {
  const cacheDir = defaultCacheDir(env);
  const running = await runningInstance(root);
  const settings = checkSettings(env, envFaults);
  const checks = [
    ...(await checkVersions(root)),
    ...settings,
    ...(await checkDisk('Disk', join(root, '.data'))),
    ...(await checkDisk('Disk (cache)', cacheDir)),
    ...(running ? [await checkInstance(running)] : [await checkPort(env)]),
    // With invalid settings no server can be tried.
    ...(settings.every(({ remedy }) => remedy === null) ? await checkServers(env, running, cacheDir) : []),
  ];
  console.log(withoutSecrets(table(checks)));
  const faults = checks.filter(({ remedy }) => remedy !== null).length;
  console.log(faults === 0 ? '\nAll checks passed.' : `\n${faults} failed.`);
  return faults === 0 ? 0 : 1;
}

function checkSettings(env: EnvSource, envFaults: string[]): Check[] {
  const faults = [...envFaults];
  try {
    readSettings(env);
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    faults.push(...error.faults);
  }
  if (faults.length === 0) return [well('Settings', 'valid')];
  return faults.map((fault) =>
    ill('Settings', fault, 'change it in .env or the environment; docs/settings.md lists all settings'),
  );
}

async function checkInstance({ url }: InstanceFacts): Promise<Check> {
  const name = 'npm start';
  try {
    const response = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(5_000) });
    const parts = Object.entries((await response.json()) as Record<string, boolean>);
    const away = parts.filter(([, there]) => !there).map(([part]) => part);
    if (response.ok) return well(name, `runs at ${url}`);
    return ill(name, `runs at ${url}, without: ${away.join(', ')}`, 'read the output of npm start');
  } catch (error) {
    return ill(name, `does not answer at ${url}: ${(error as Error).message}`, 'stop it and start it again');
  }
}

async function checkServers(
  env: EnvSource,
  running: InstanceFacts | null,
  cacheDir: string,
): Promise<Check[]> {
  const dir = await mkdtemp(join(tmpdir(), 'smart-content-doctor-'));
  const sources = { cacheDir, offline: true };
  const mine = running?.env ?? {};
  /** Starts a server for its checks. */
  const whileStarted = <S extends Pick<LocalServer, 'stop'>>(
    name: string,
    start: () => Promise<S>,
    look: (server: S) => Promise<Check[]>,
  ) =>
    orIll(name, REMEDY, async () => {
      const server = await start();
      try {
        return await look(server);
      } finally {
        await server.stop();
      }
    });
  const started = 'started as by npm start';
  const named = 'from the environment';
  const ofRunning = 'of the running npm start';
  const store = (
    name: string,
    uri: string | undefined,
    known: string | undefined,
    start: () => Promise<LocalServer>,
    check: (store: { uri: string; source: string }) => Promise<Check[]>,
  ) => {
    if (uri) return check({ uri, source: named });
    if (known) return check({ uri: known, source: ofRunning });
    return whileStarted(name, start, (server) =>
      check({ uri: server.uri, source: `${server.source}, ${started}` }),
    );
  };
  const redisNamed = namesRedis(env);
  try {
    const [mongo, redis] = await Promise.all([
      store(
        'MongoDB',
        env.MONGO_URI,
        mine.MONGO_URI,
        () => startMongod({ ...sources, dataDir: join(dir, 'mongo') }),
        checkMongo,
      ),
      store(
        'Redis',
        redisNamed ? 'named' : undefined,
        mine.REDIS_URL,
        () => startRedis({ ...sources, dataDir: join(dir, 'redis') }),
        ({ uri, source }) =>
          checkRedis({ redis: uri === 'named' ? readSettings(env).api.redis : redisFromUrl(uri), source }),
      ),
    ]);
    return [...mongo, ...redis, ...(await modelChecks())];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }

  async function modelChecks(): Promise<Check[]> {
    if (env.OPENROUTER_KEY || env.BASE_URL) return [await checkModel(env, named)];
    if (mine.BASE_URL) return [await checkModel({ ...env, ...mine }, ofRunning)];
    const modelPath = env.LOCAL_MODEL_PATH;
    const small = env.LOCAL_MODEL === 'small';
    const look = async ({ uri, name, source }: LocalModel) => [
      await checkModel(
        { ...env, BASE_URL: uri, OPENROUTER_MODEL: name, OPENROUTER_MODELS: '' },
        `${source}, ${started}`,
      ),
    ];
    return whileStarted(
      'Model',
      () => startModel({ ...sources, small, ...(modelPath && { modelPath }) }),
      look,
    );
  }
}

await runCommand<never>({ name: 'npm run doctor', flags: {}, lenient: true }, examine);
