import { seed } from '../data/seed.js';
import { startServer } from '../servers/index.js';
import { openSide } from './b-side.js';
import { CONNECTIONS, compare, comparisonTable, rowsOf } from './compare.js';
/** B: `generateContent`: a document, then the queue. */
export async function pathB(bench) {
    const rows = rowsOf(bench, ['product', 'product2', 'limit', 'rest', 'mercurius', 'yoga', 'apollo']);
    const users = bench.quick ? 200 : 1_000;
    const servers = new Map();
    const sides = new Map();
    try {
        for (const [at, name] of rows.entries()) {
            const [mongoUri, redisUrl] = [bench.stores.mongoUri(`bench_b_${name}`), bench.stores.redisUrl(2 + at)];
            await bench.stores.drop(`bench_b_${name}`);
            await seed(mongoUri, { users, pieces: 0, body: 0 });
            servers.set(name, await startServer(name, { mongoUri, redisUrl }));
            sides.set(name, await openSide(name, mongoUri, redisUrl, () => bench.stores.flush(2 + at)));
        }
        const results = await compare({
            bench,
            servers,
            connections: CONNECTIONS,
            seconds: bench.quick ? 2 : 4,
            requests: (name) => sideOf(sides, name).requests(users),
            afterEach: (name) => sideOf(sides, name).verify(servers.get(name)),
        });
        const title = `B: generateContent, ${users} users, ${CONNECTIONS} connections`;
        const notes = [
            'Every server writes the document first, with majority, and then tells the queue. After every round each answer’s id was looked for in both stores.',
        ];
        return { tables: [comparisonTable(title, results, notes)], goals: goalsOf(results) };
    }
    finally {
        await Promise.all([...servers.values()].map((server) => server.stop()));
        await Promise.all([...sides.values()].map((side) => side.close()));
    }
}
const sideOf = (sides, name) => sides.get(name);
function goalsOf(results) {
    const [product, limit, rest] = ['product', 'product2', 'limit', 'rest'].map((name) => results.get(name));
    return [
        ...(product && limit
            ? [
                {
                    what: 'B: throughput against the limit',
                    measured: product.perSecond / limit.perSecond,
                    more: true,
                    bar: 0.88,
                    beyond: 0.95,
                },
                {
                    what: 'B: by CPU against the limit',
                    measured: limit.cpuUs / product.cpuUs,
                    more: true,
                    bar: 0.88,
                    beyond: 0.95,
                },
            ]
            : []),
        ...(product && rest
            ? [
                {
                    what: 'B: throughput against rest',
                    measured: product.perSecond / rest.perSecond,
                    more: true,
                    bar: 2.4,
                },
                { what: 'B: by CPU against rest', measured: rest.cpuUs / product.cpuUs, more: true, bar: 2.4 },
            ]
            : []),
    ];
}
