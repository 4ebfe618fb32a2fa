import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicros } from './cpu.js';
import { HttpConnection } from './http-connection.js';
import { quantile } from './stats.js';
/** Each connection asks anew as soon as it has its answer. @throws at the first wrong answer */
export async function closedLoop(load) {
    return measure(load, async (connections, until, latencies) => {
        await Promise.all(connections.map(async (connection) => {
            while (performance.now() < until) {
                const start = performance.now();
                await ask(connection, load.next());
                latencies.push(performance.now() - start);
            }
        }));
    });
}
/**
 * Asks at a fixed rate, however fast the answers come; a time counts from when the request was due, so that a server
 * that stalls is not asked less for it. @throws at the first wrong answer
 */
export async function fixedRate(load) {
    return measure(load, async (connections, until, latencies) => {
        const free = [...connections];
        const waiting = [];
        const underWay = new Set();
        let failure;
        const pump = () => {
            while (free.length > 0 && waiting.length > 0) {
                const connection = free.pop();
                const due = waiting.shift();
                const answered = ask(connection, load.next()).then(() => {
                    latencies.push(performance.now() - due);
                    free.push(connection);
                    underWay.delete(answered);
                    pump();
                }, (error) => {
                    failure ??= error;
                });
                underWay.add(answered);
            }
        };
        const interval = 1_000 / load.perSecond;
        for (let due = performance.now(); due < until && !failure;) {
            while (due <= performance.now() && due < until) {
                waiting.push(due);
                due += interval;
            }
            pump();
            await delay(1);
        }
        await Promise.all(underWay);
        if (failure)
            throw failure;
    });
}
async function ask(connection, request) {
    const answer = await connection.send(request.method, request.path, request.token, request.body);
    try {
        request.check(answer);
    }
    catch (error) {
        const body = answer.body.toString('utf8').slice(0, 300);
        throw new Error(`${error.message}: ${answer.status} ${body}`);
    }
}
async function measure({ url, pids, seconds, connections: count }, run) {
    const connections = Array.from({ length: count }, () => new HttpConnection(new URL(url)));
    const latencies = [];
    const cpu = () => pids.reduce((sum, pid) => sum + cpuMicros(pid), 0);
    const cpuBefore = cpu();
    const start = performance.now();
    try {
        await run(connections, start + seconds * 1_000, latencies);
    }
    finally {
        for (const connection of connections)
            connection.close();
    }
    const took = (performance.now() - start) / 1_000;
    return {
        count: latencies.length,
        perSecond: latencies.length / took,
        p50Ms: quantile(latencies, 0.5),
        p99Ms: quantile(latencies, 0.99),
        cpuUs: (cpu() - cpuBefore) / latencies.length,
    };
}
