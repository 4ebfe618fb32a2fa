import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Types } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendQuery } from '../support/http.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { fillLibrary } from './library.js';
import { exportsOf, type OwnExports } from './setup.js';

const PIECES = 10_000;
/** The number for a PDF, which takes about 50 ms for each piece. */
const FEW = 300;
const MB = 1_048_576;
/** By how much the memory of a worker may rise, in MB. */
const MOST_MB = 100;

let product: Product;
let user: TestUser;
let own: OwnExports;
let few: OwnExports;
beforeAll(async () => {
  product = await startProduct({ workers: 0, env: { SWEEP_INTERVAL_MS: '500', WORKER_LOCK_MS: '2000' } });
  user = await product.buildUser();
  own = exportsOf(product, user);
  await fillLibrary(product, user.id, PIECES);
  const second = await product.buildUser();
  few = exportsOf(product, second);
  await fillLibrary(product, second.id, FEW);
}, 60_000);
afterAll(() => product[Symbol.asyncDispose]());

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1_024;
}

/** Requests pages of the library until it is aborted. Returns the latencies in milliseconds. */
async function readPages(signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  const query = '{ contents(first: 20) { edges { node { id title type updatedAt } } } }';
  while (!signal.aborted) {
    const began = performance.now();
    const { json } = await sendQuery(product.apis[0]?.url ?? '', { query }, user.token);
    expect(json.errors).toBeUndefined();
    times.push(performance.now() - began);
    await delay(20);
  }
  return times.sort((one, other) => one - other);
}

const at = (sorted: number[], part: number) => sorted[Math.floor(sorted.length * part)]?.toFixed(1);

describe.skipIf(process.platform !== 'linux')('many pieces', () => {
  it.each([
    ['JSONL', PIECES],
    ['PDF', FEW],
  ])(
    'are exported as %s with bounded memory: %i',
    async (format, count) => {
      const exporting = count === FEW ? few : own;
      const worker = await product.startWorker();
      await delay(2_000);
      const before = await residentMb(worker.pid);
      const alone = await readPages(AbortSignal.timeout(5_000));
      const reading = new AbortController();
      const pages = readPages(reading.signal);
      const began = performance.now();
      const { id } = await exporting.request({ format });
      let most = before;
      const ended = exporting.ended(id);
      let running = true;
      void ended.finally(() => {
        running = false;
      });
      while (running) {
        most = Math.max(most, await residentMb(worker.pid));
        await delay(100);
      }
      const exported = await ended;
      const seconds = (performance.now() - began) / 1_000;
      reading.abort();
      const times = await pages;
      console.log(
        `${format}: ${seconds.toFixed(1)} s, ${((exported.size ?? 0) / MB).toFixed(1)} MB, memory +${Math.round(most - before)} MB (from ${Math.round(before)}), a page of the library meanwhile p50 ${at(times, 0.5)} ms, p99 ${at(times, 0.99)} ms of ${times.length}; alone p50 ${at(alone, 0.5)} ms, p99 ${at(alone, 0.99)} ms of ${alone.length}`,
      );
      expect(exported).toMatchObject({ status: 'COMPLETED', done: count });
      expect(most - before).toBeLessThan(MOST_MB);
      await worker.end();
    },
    600_000,
  );
});

it('an export whose worker is killed is written by another one', async () => {
  const first = await product.startWorker();
  const { id } = await few.request({ format: 'PDF' });
  const _id = new Types.ObjectId(id);
  const rows = product.mongo.collection('exports');
  while (((await few.get(id))?.done ?? 0) === 0) await delay(50);
  await first.end('SIGKILL');
  expect(await few.get(id)).toMatchObject({ status: 'RUNNING' });
  const second = await product.startWorker();
  expect(await few.ended(id)).toMatchObject({ status: 'COMPLETED', done: FEW });
  const row = await rows.findOne({ _id });
  expect(row).toMatchObject({ attempts: 2 });
  // Nothing is left of the file of the first attempt.
  const files = await product.mongo.collection('exportfiles.chunks').distinct('files_id');
  expect(files.map(String)).not.toContain(String(row?.fileIds[0]));
  expect(files.map(String)).toContain(String(row?.file.id));
  await second.end();
}, 600_000);

it('a stopping worker hands its export back, without an attempt', async () => {
  const first = await product.startWorker();
  const { id } = await few.request({ format: 'PDF' });
  while (((await few.get(id))?.done ?? 0) === 0) await delay(50);
  expect(await first.end()).toBe(0);
  expect(await few.get(id)).toMatchObject({ status: 'QUEUED' });
  const second = await product.startWorker();
  await few.ended(id);
  expect(await product.mongo.collection('exports').findOne({ _id: new Types.ObjectId(id) })).toMatchObject({
    status: 'COMPLETED',
    attempts: 1,
  });
  await second.end();
}, 600_000);
