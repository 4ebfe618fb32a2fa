import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import { startMongod } from '../../local/stores/mongod.js';
import { startRedis } from '../../local/stores/redis.js';
import { makeDataFolder } from '../support/data-folder.js';

const cacheDir = defaultCacheDir(process.env);
let dataDir: string;
beforeEach(async () => {
  dataDir = await makeDataFolder('smart-content-servers-');
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('the local MongoDB', () => {
  it('keeps its data after a restart on another port and after a kill, supports transactions, and stops cleanly', async () => {
    const first = await startMongod({ dataDir, cacheDir });
    await withMongo(first.uri, async (client) => {
      await client.withSession((session) =>
        session.withTransaction(() => client.db().collection('kept').insertOne({ word: 'tea' }, { session })),
      );
    });
    await first.stop();
    expect((await first.exited).code).toBe(0);

    const second = await startMongod({ dataDir, cacheDir });
    expect(second.port).not.toBe(first.port);
    expect(await keptWord(second.uri)).toBe('tea');
    await withMongo(second.uri, (client) =>
      client
        .db()
        .collection('kept')
        .updateOne({ word: 'tea' }, { $set: { word: 'coffee' } }, { writeConcern: { w: 'majority' } }),
    );
    process.kill(second.pid, 'SIGKILL');
    await second.exited;
    const third = await startMongod({ dataDir, cacheDir });
    expect(await keptWord(third.uri)).toBe('coffee');
    await third.stop();
  });
});

describe('the local Redis', () => {
  it('keeps its data after a restart, evicts nothing, and stops cleanly', async () => {
    const first = await startRedis({ dataDir, cacheDir });
    await withRedis(first.uri, async (redis) => {
      await redis.set('word', 'tea');
      expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    });
    await first.stop();
    expect((await first.exited).code).toBe(0);

    const second = await startRedis({ dataDir, cacheDir });
    await withRedis(second.uri, async (redis) => expect(await redis.get('word')).toBe('tea'));
    await second.stop();
  });
});

it.each([
  ['MongoDB', startMongod],
  ['Redis', startRedis],
])('%s reports in one line that its port is in use', async (_name, start) => {
  const taken = await startRedis({ dataDir: join(dataDir, 'first'), cacheDir });
  const second = start({ dataDir: join(dataDir, 'second'), cacheDir, port: taken.port });
  await expect(second).rejects.toThrow(
    new Error(`Port ${taken.port} is in use: stop what listens there, or choose another`),
  );
  await taken.stop();
});

it('both stop when the process that started them is killed', async () => {
  const script = `
    import { startMongod } from './build/local/stores/mongod.js';
    import { startRedis } from './build/local/stores/redis.js';
    const [, dataDir, cacheDir] = process.argv;
    const mongo = await startMongod({ dataDir: dataDir + '/mongo', cacheDir });
    const redis = await startRedis({ dataDir: dataDir + '/redis', cacheDir });
    console.log(JSON.stringify([mongo.pid, redis.pid]));
  `;
  const args = ['--input-type=module', '-e', script, dataDir, cacheDir];
  const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const pids = await new Promise<number[]>((resolve, reject) => {
    parent.stdout.once('data', (line) => resolve(JSON.parse(String(line))));
    parent.once('exit', (code) => reject(new Error(`the parent ended with ${code}`)));
  });
  expect(pids.map(isAlive)).toEqual([true, true]);
  parent.kill('SIGKILL');
  await expect.poll(() => pids.map(isAlive), { timeout: 5_000 }).toEqual([false, false]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function keptWord(uri: string): Promise<unknown> {
  return withMongo(uri, async (client) => (await client.db().collection('kept').findOne())?.word);
}

async function withMongo<T>(uri: string, use: (client: mongoose.mongo.MongoClient) => Promise<T>) {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

async function withRedis(uri: string, use: (redis: Redis) => Promise<void>) {
  const redis = new Redis(uri);
  try {
    await use(redis);
  } finally {
    redis.disconnect();
  }
}
