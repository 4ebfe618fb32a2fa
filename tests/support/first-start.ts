import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import type { Downloadable } from '../../local/model/model-files.js';
import { freePort } from '../../local/process/run.js';
import { type LocalMode, startLocalMode } from '../../local/supervisor.js';
import { makeCheckout } from './checkout.js';
import { startHub } from './hub.js';
import { simulateRuntime } from './simulated-model.js';

export interface FirstStart {
  local: LocalMode;
  /** Lets the hub send the rest of the model. */
  release(): void;
  /** The output of `npm start` so far. */
  lines: string[];
}

interface FirstStartOptions {
  /** The file of the hub, which sends its first half at once. */
  content?: Buffer;
  /** The published hash. By default it is the hash of the content. */
  sha256?: string;
  /** The servers of the environment. By default the start runs its own. */
  servers?: { MONGO_URI: string; REDIS_URL: string };
}

/**
 * Local mode with MongoDB and Redis in the cache, but without the model: a simulated hub sends half of it, and the rest
 * after `release`. The model’s runtime is simulated too.
 */
export async function startFirst({
  content = Buffer.alloc(48_000_000),
  sha256,
  servers,
}: FirstStartOptions = {}): Promise<FirstStart> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'smart-content-first-'));
  const checkout = await makeCheckout();
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const hub = await startHub({ content, until });
  await simulateRuntime(cacheDir);
  const usual = defaultCacheDir(process.env);
  for (const name of await readdir(usual).catch(() => [])) {
    if (/^(mongod|redis)-[^/]*$/.test(name)) await symlink(join(usual, name), join(cacheDir, name));
  }
  const model: Downloadable = {
    dir: 'played',
    file: 'played.gguf',
    name: 'A small model',
    sha256: sha256 ?? createHash('sha256').update(content).digest('hex'),
    needs: 2 * content.length,
    hub: { repository: 'maker/model', file: 'file', size: content.length },
    packages: { project: 'no-such-project', member: /./, archives: [] },
  };
  const nobody = `http://127.0.0.1:${await freePort()}`;
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const local = await startLocalMode({
    root: checkout.root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      SMART_CONTENT_CACHE: cacheDir,
      // During a restart of the API, the start of another test would take a free default port.
      PORT: String(await freePort()),
      JOB_DELAY_MS: '0',
      RATE_LIMITS: 'off',
      // The simulated texts have no form, so a repair would follow each of them.
      REPAIR: 'off',
      ...servers,
    },
    log,
    onLine: () => () => {},
    modelSources: {
      hub: new URL(hub.url).origin,
      models: { standard: model, small: model },
      servers: { ollama: nobody, lmStudio: nobody },
    },
  });
  onTestFinished(async () => {
    release();
    await local.stop();
    await rm(cacheDir, { recursive: true, force: true });
    await checkout.close();
  });
  return { local, release, lines };
}
