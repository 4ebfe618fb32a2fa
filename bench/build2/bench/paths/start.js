import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { residentKb } from '../lib/cpu.js';
import { ROOT } from '../lib/process.js';
import { median } from '../lib/stats.js';
import { startServer } from '../servers/index.js';
import { startUpstream } from './d.js';
import { startWorker } from './work.js';
const SHOWN = 20;
/** Loads one package in a fresh process and says what that took; of `reflect-metadata` those that need it get it first. */
const LOAD = `
import 'reflect-metadata';
const before = process.memoryUsage().rss;
const start = performance.now();
await import(process.argv[1]);
console.log(JSON.stringify({ ms: performance.now() - start, rssMb: (process.memoryUsage().rss - before) / 1_048_576 }));
process.exit(0);`;
/** What an idle API and worker hold, how soon they are ready, and what the packages that they are made of cost. */
export async function pathStart(bench) {
    const where = { mongoUri: bench.stores.mongoUri('bench_start'), redisUrl: bench.stores.redisUrl(12) };
    const upstream = await startUpstream();
    try {
        const api = await idle(bench, () => startServer('product', where));
        const worker = await idle(bench, () => startWorker('product', where, upstream.url, 5));
        const row = (name, { readyMs, rssMb, heapMb }) => [name, readyMs, rssMb, heapMb];
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
                    title: 'Start: what a package costs whoever loads it, each alone in a fresh process',
                    columns: ['package', 'ms', 'RSS MB'],
                    rows: costs.slice(0, SHOWN).map(({ name, ms, rssMb }) => [name, ms, rssMb]),
                    notes: failed.length > 0 ? [`Not to be loaded alone: ${failed.join(', ')}.`] : [],
                },
            ],
            goals: [],
        };
    }
    finally {
        await upstream.stop();
    }
}
async function idle(bench, start) {
    const all = [];
    for (let time = 0; time < Math.max(2, bench.rounds); time += 1) {
        const server = await start();
        const { heapUsed } = await server.ask('usage');
        all.push({
            readyMs: server.readyMs,
            rssMb: residentKb(server.pid) / 1_024,
            heapMb: heapUsed / 1_048_576,
        });
        await server.stop();
    }
    const middle = (name) => median(all.map((one) => one[name]));
    return { readyMs: middle('readyMs'), rssMb: middle('rssMb'), heapMb: middle('heapMb') };
}
async function packageCosts(bench) {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const costs = [];
    const failed = [];
    for (const name of Object.keys(dependencies)) {
        const times = [];
        for (let time = 0; time < (bench.quick ? 1 : 3); time += 1) {
            const child = spawn(process.execPath, ['--input-type=module', '-e', LOAD, name], {
                cwd: ROOT,
                stdio: ['ignore', 'pipe', 'ignore'],
            });
            const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
            if (output.startsWith('{'))
                times.push(JSON.parse(output));
        }
        if (times.length === 0)
            failed.push(name);
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
