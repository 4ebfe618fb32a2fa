import { seed } from '../data/seed.js';
import { startServer } from '../servers/index.js';
import { CONNECTIONS, compare, comparisonTable, rowsOf } from './compare.js';
import { newestRequests } from './library.js';
export const DATABASE = 'bench_a';
export const libraryOf = ({ quick }) => ({
    users: quick ? 200 : 1_000,
    pieces: 100,
    body: 10_000,
});
/** A: the signed-in list of the 20 newest pieces. */
export async function pathA(bench) {
    const { stores } = bench;
    const library = libraryOf(bench);
    bench.log(`A: seeded in ${Math.round(await seed(stores.mongoUri(DATABASE), library))} s`);
    const servers = new Map();
    try {
        for (const name of rowsOf(bench, [
            'product', 'product2',
            'limit',
            'limitByCommand',
            'rest',
            'mercurius',
            'yoga',
            'apollo',
        ])) {
            servers.set(name, await startServer(name, { mongoUri: stores.mongoUri(DATABASE), redisUrl: stores.redisUrl(1) }));
        }
        const results = await compare({
            bench,
            servers,
            connections: CONNECTIONS,
            seconds: bench.quick ? 2 : 4,
            requests: (name) => newestRequests(name, library),
        });
        const { users, pieces, body } = library;
        const title = `A: the ${(users * pieces) / 1_000}k pieces of ${users} users, 20 newest of ${body / 1_000} kB each, ${CONNECTIONS} connections`;
        return { tables: [comparisonTable(title, results, [])], goals: goalsOf(results) };
    }
    finally {
        await Promise.all([...servers.values()].map((server) => server.stop()));
    }
}
function goalsOf(results) {
    const product = results.get('product');
    if (!product)
        return [];
    const against = (name, bar, beyond) => {
        const other = results.get(name);
        if (!other)
            return [];
        const words = name === 'limit' ? 'the limit' : name;
        return [
            {
                what: `A: throughput against ${words}`,
                measured: product.perSecond / other.perSecond,
                more: true,
                bar,
                beyond,
            },
            { what: `A: by CPU against ${words}`, measured: other.cpuUs / product.cpuUs, more: true, bar, beyond },
        ];
    };
    return [
        ...against('limit', 0.7, 0.9),
        ...against('rest', 1.8, 1.8),
        ...against('yoga', 1.25, 1.25),
        ...against('mercurius', 0.8, 1),
    ];
}
