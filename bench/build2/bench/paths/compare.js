import { closedLoop } from '../lib/load.js';
import { medians } from '../lib/stats.js';
import { base, SERVERS } from '../servers/index.js';
/** Of the load; each has one request under way. */
export const CONNECTIONS = 32;
/** Measures the servers in turns, so that whatever else the machine does meets them all; each by its median. */
export async function compare(comparison) {
    const { bench, servers, connections, seconds } = comparison;
    const results = new Map([...servers.keys()].map((name) => [name, []]));
    // The round before the first one warms up: connections, caches, and compilers, which take longest.
    for (let round = 0; round <= bench.rounds; round += 1) {
        for (const [name, server] of servers) {
            const load = { url: base(server), pids: [server.pid], connections, next: comparison.requests(name) };
            const result = await closedLoop({ ...load, seconds: round === 0 ? seconds * 2 : seconds });
            await comparison.afterEach?.(name);
            if (round > 0)
                results.get(name)?.push(result);
            bench.log(`  ${round === 0 ? 'warm-up' : `round ${round}`} ${name}: ${Math.round(result.perSecond)}/s, ${Math.round(result.cpuUs)} us`);
        }
    }
    return new Map([...results].map(([name, rounds]) => [name, medians(rounds)]));
}
export function comparisonTable(title, results, notes) {
    const limit = results.get('limit');
    return {
        title,
        columns: ['server', 'per s', 'of limit', 'p50 ms', 'p99 ms', 'CPU us each', 'x limit'],
        rows: [...results].map(([name, { perSecond, p50Ms, p99Ms, cpuUs }]) => [
            SERVERS[name].label,
            perSecond,
            limit ? perSecond / limit.perSecond : '',
            p50Ms,
            p99Ms,
            cpuUs,
            limit ? cpuUs / limit.cpuUs : '',
        ]),
        notes,
    };
}
/** The rows of this path that were asked for. */
export function rowsOf({ servers }, all) {
    return servers ? all.filter((name) => servers.includes(name)) : all;
}
