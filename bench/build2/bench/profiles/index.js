import { seed } from '../data/seed.js';
import { closedLoop } from '../lib/load.js';
import { libraryOf } from '../paths/a.js';
import { openSide } from '../paths/b-side.js';
import { fanout, openStand, RATE, REDIS, ROWS } from '../paths/c.js';
import { CONNECTIONS } from '../paths/compare.js';
import { Crowd } from '../paths/crowd.js';
import { startUpstream } from '../paths/d.js';
import { newestRequests } from '../paths/library.js';
import { acceptJobs, startWorker, workOff } from '../paths/work.js';
import { base, startServer } from '../servers/index.js';
import { profiled } from './profile.js';
const WARM_UP_SECONDS = 3;
/** About what a worker does. */
const JOBS_PER_SECOND = 250;
const SOCKETS = 1_000;
/** What a server does under a path's load, once it is warm. */
async function underLoad(title, server, next, options) {
    const load = { url: base(server), pids: [server.pid], connections: CONNECTIONS, next };
    await closedLoop({ ...load, seconds: WARM_UP_SECONDS });
    return profiled(title, server, options, async () => {
        return (await closedLoop({ ...load, seconds: options.seconds })).count;
    });
}
const profileA = async (options) => {
    const { stores } = options;
    const name = options.server;
    const library = { ...libraryOf({ quick: false }), users: 300 };
    const where = { mongoUri: stores.mongoUri('bench_a'), redisUrl: stores.redisUrl(1) };
    await seed(where.mongoUri, library);
    const server = await startServer(name, where);
    try {
        return await underLoad(`A, ${name}`, server, newestRequests(name, library), options);
    }
    finally {
        await server.stop();
    }
};
const profileB = async (options) => {
    const { stores } = options;
    const name = options.server;
    const users = 1_000;
    const where = { mongoUri: stores.mongoUri('bench_b'), redisUrl: stores.redisUrl(2) };
    await seed(where.mongoUri, { users, pieces: 0, body: 0 });
    const side = await openSide(name, where.mongoUri, where.redisUrl, () => stores.flush(2));
    const server = await startServer(name, where);
    try {
        return await underLoad(`B, ${name}`, server, side.requests(users), options);
    }
    finally {
        await server.stop();
        await side.close();
    }
};
/** A row of C, and its users. */
async function rowOfSockets({ stores, server }) {
    const row = ROWS[server];
    if (!row)
        throw new Error(`the rows of C are ${Object.keys(ROWS).join(', ')}`);
    const where = { mongoUri: stores.mongoUri('bench_c'), redisUrl: stores.redisUrl(REDIS) };
    await seed(where.mongoUri, { users: SOCKETS, pieces: 0, body: 0 });
    return { row, where };
}
const profileC = async (options) => {
    const { server, seconds } = options;
    const { row, where } = await rowOfSockets(options);
    const stand = await openStand(row, where);
    const [process] = stand.servers;
    if (!process)
        throw new Error('no server');
    let tables = [];
    try {
        await fanout(stand, SOCKETS, WARM_UP_SECONDS);
        const watch = async (work) => {
            let result;
            tables = await profiled(`C, ${server}`, process, options, async () => {
                result = await work();
                return RATE * seconds;
            });
            return result;
        };
        await fanout(stand, SOCKETS, seconds, { watch });
        return tables;
    }
    finally {
        await stand.close();
    }
};
/** What it takes to connect and subscribe, by sockets that come and go. */
const profileConnects = async (options) => {
    const { server, seconds } = options;
    const { row, where } = await rowOfSockets(options);
    const process = await startServer(row.file, where);
    const comeAndGo = async (forSeconds) => {
        let count = 0;
        for (const end = performance.now() + forSeconds * 1_000; performance.now() < end; count += SOCKETS) {
            (await Crowd.open([process], row.connect, SOCKETS)).crowd.close();
        }
        return count;
    };
    try {
        await comeAndGo(WARM_UP_SECONDS);
        return await profiled(`connects, ${server}`, process, options, () => comeAndGo(seconds));
    }
    finally {
        await process.stop();
    }
};
const profileD = async (options) => {
    const { stores, server: name, seconds } = options;
    const where = { mongoUri: stores.mongoUri('bench_d'), redisUrl: stores.redisUrl(REDIS) };
    const users = 500;
    await seed(where.mongoUri, { users, pieces: 0, body: 0 });
    const upstream = await startUpstream();
    let tables = [];
    try {
        const count = seconds * JOBS_PER_SECOND;
        await acceptJobs(where, count, users);
        const start = () => startWorker(name, where, upstream.url, 50);
        await workOff(where, count, start, async (worker, work) => {
            tables = await profiled(`D, ${name}`, worker, options, work);
        });
        return tables;
    }
    finally {
        await upstream.stop();
    }
};
/** Every path that can be profiled, by its name. */
export const PROFILES = {
    A: profileA,
    B: profileB,
    C: profileC,
    connects: profileConnects,
    D: profileD,
};
