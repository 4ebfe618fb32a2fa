import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { residentKb } from '../lib/cpu.js';
import { type Measured, ROOT } from '../lib/process.js';
import { median } from '../lib/stats.js';
import { startServer } from '../servers/index.js';
import { startUpstream } from './d.js';
import type { Bench, PathResult } from './path.js';
import { startWorker } from './work.js';

const SHOWN = 20;
/** Loads one package in a fresh process, and reports the cost. Packages that need `reflect-metadata` get it first. */
const LOAD = `
import 'reflect-metadata';
const before = process.memoryUsage().rss;
const start = performance.now();
await import(process.argv[1]);
console.log(JSON.stringify({ ms: performance.now() - start, rssMb: (process.memoryUsage().rss - before) / 1_048_576 }));
process.exit(0);`;

interface Idle extends Record<string, number> {
  readyMs: number;
  rssMb: number;
  heapMb: number;
}

/** The memory of an idle API and worker, their time until ready, and the costs of their packages. */
export async function pathStart(bench: Bench): Promise<PathResult> {
  const where = { mongoUri: bench.stores.mongoUri('bench_start'), redisUrl: bench.stores.redisUrl(12) };
  const upstream = await startUpstream();
  try {
    const api = await idle(bench, () => startServer('product', where));
    const worker = await idle(bench, () => startWorker('product', where, upstream.url, 5));
    const row = (name: string, { readyMs, rssMb, heapMb }: Idle) => [name, readyMs, rssMb, heapMb];
    const { costs, failed } = await packageCosts(bench);
    return {
      tables: [
        {
          title: 'Start: idle processes',
          columns: ['process', 'ms to ready', 'RSS MB', 'heap MB'],
          rows: [row('API', api), row('worker', worker)],
          notes: ['Memory is what is held once garbage is collected.'],
        },
        {
          title: 'Start: the cost of loading each package alone in a fresh process',
          columns: ['package', 'ms', 'RSS MB'],
          rows: costs.slice(0, SHOWN).map(({ name, ms, rssMb }) => [name, ms, rssMb]),
          notes: failed.length > 0 ? [`Not to be loaded alone: ${failed.join(', ')}.`] : [],
        },
      ],
      goals: [],
    };
  } finally {
    await upstream.stop();
  }
}

async function idle(bench: Bench, start: () => Promise<Measured>): Promise<Idle> {
  const all: Idle[] = [];
  for (let time = 0; time < Math.max(2, bench.rounds); time += 1) {
    const server = await start();
    const { heapUsed } = await server.ask<{ heapUsed: number }>('usage');
    all.push({
      readyMs: server.readyMs,
      rssMb: residentKb(server.pid) / 1_024,
      heapMb: heapUsed / 1_048_576,
    });
    await server.stop();
  }
  const middle = (name: string) => median(all.map((one) => one[name] as number));
  return { readyMs: middle('readyMs'), rssMb: middle('rssMb'), heapMb: middle('heapMb') };
}

async function packageCosts(bench: Bench) {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const costs: { name: string; ms: number; rssMb: number }[] = [];
  const failed: string[] = [];
  for (const name of Object.keys(dependencies)) {
    const times: { ms: number; rssMb: number }[] = [];
    for (let time = 0; time < (bench.quick ? 1 : 3); time += 1) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', LOAD, name], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
      if (output.startsWith('{')) times.push(JSON.parse(output));
    }
    if (times.length === 0) failed.push(name);
    else
      costs.push({
        name,
        ms: median(times.map(({ ms }) => ms)),
        rssMb: median(times.map(({ rssMb }) => rssMb)),
      });
  }
  costs.sort((a, b) => b.ms - a.ms);
  return { costs, failed };
}
