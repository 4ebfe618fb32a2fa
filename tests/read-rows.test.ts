import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { readRows } from '../src/infra/read-rows.js';
import { startProxy, type TcpProxy } from './support/proxy.js';

interface Row {
  _id: number;
  text: string;
  at: Date;
}

const databaseName = `rows-${randomBytes(6).toString('hex')}`;
let proxy: TcpProxy;
let client: mongoose.mongo.MongoClient;
let commands: string[] = [];
const rows = () => client.db(databaseName).collection<Row>('rows');

/** A client whose only connection runs through the proxy. */
async function connect(options: mongoose.mongo.MongoClientOptions = {}) {
  const connected = await new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${proxy.port}`, {
    directConnection: true,
    monitorCommands: true,
    ...options,
  }).connect();
  connected.on('commandStarted', ({ commandName, command }) => {
    commands.push(commandName);
    if (commandName === 'find') lastFind = command;
  });
  return connected;
}
let lastFind: mongoose.mongo.Document = {};

beforeAll(async () => {
  proxy = await startProxy(Number(new URL(inject('mongoUri')).port));
  client = await connect();
});
afterAll(async () => {
  await client.db(databaseName).dropDatabase();
  await client.close();
  await proxy.close();
});

it('reads the requested rows in one command', async () => {
  const at = new Date('2026-01-02T03:04:05.006Z');
  await rows().insertMany(Array.from({ length: 9 }, (_, n) => ({ _id: n, text: `row ${n}`, at })));
  commands = [];
  const request = { filter: { _id: { $gt: 2 } }, sort: { _id: -1 as const }, projection: { at: 1 as const } };
  expect(await readRows(rows(), { ...request, limit: 3 })).toEqual([
    { _id: 8, at },
    { _id: 7, at },
    { _id: 6, at },
  ]);
  expect(await readRows(rows(), { filter: { _id: -1 }, limit: 3 })).toEqual([]);
  expect(commands).toEqual(['find', 'find']);
});

it('reads a list to its end that exceeds one batch of MongoDB', async () => {
  await rows().deleteMany({});
  const text = 'x'.repeat(4_000_000);
  for (let n = 0; n < 6; n++) await rows().insertOne({ _id: n, text, at: new Date() });
  const found = await readRows(rows(), { filter: {}, sort: { _id: 1 }, limit: 6 });
  expect(found.map(({ _id, text: { length } }) => [_id, length])).toEqual(
    Array.from({ length: 6 }, (_, n) => [n, text.length]),
  );
  // Only this collection: other tests read from the same MongoDB.
  const leftOpen = [
    { $currentOp: { idleCursors: true } },
    { $match: { type: 'idleCursor', ns: `${databaseName}.rows` } },
  ];
  expect(await client.db('admin').aggregate(leftOpen).toArray()).toEqual([]);
});

it('retries after the connection broke', async () => {
  await rows().deleteMany({});
  await rows().insertOne({ _id: 1, text: 'still here', at: new Date() });
  commands = [];
  proxy.hold({ toClient: true });
  const reading = readRows(rows(), { filter: {}, projection: { text: 1 }, limit: 1 });
  await expect.poll(() => commands).toEqual(['find']);
  proxy.reset();
  proxy.release();
  expect(await reading).toEqual([{ _id: 1, text: 'still here' }]);
  expect(commands.length).toBeGreaterThan(1);
});

it('does not retry what MongoDB rejects', async () => {
  commands = [];
  await expect(readRows(rows(), { filter: { $nonsense: 1 }, limit: 1 })).rejects.toThrow('$nonsense');
  expect(commands).toEqual(['find']);
});

it('uses the read preference of the connection', async () => {
  const careful = await connect({ readPreference: 'secondaryPreferred', readConcern: { level: 'majority' } });
  try {
    await readRows(careful.db(databaseName).collection<Row>('rows'), { filter: {}, limit: 1 });
    expect(lastFind.readConcern).toEqual({ level: 'majority' });
    expect(lastFind.$readPreference).toEqual({ mode: 'secondaryPreferred' });
  } finally {
    await careful.close();
  }
});
