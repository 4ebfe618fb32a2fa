import { seed } from '../data/seed.js';
import { closedLoop, type Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import type { Table } from '../lib/table.js';
import { libraryOf } from '../paths/a.js';
import { openSide } from '../paths/b-side.js';
import { fanout, openStand, RATE, REDIS, ROWS } from '../paths/c.js';
import { CONNECTIONS } from '../paths/compare.js';
import { Crowd } from '../paths/crowd.js';
import { startUpstream } from '../paths/d.js';
import { newestRequests } from '../paths/library.js';
import { acceptJobs, startWorker, workOff } from '../paths/work.js';
import { base, type ServerName, startServer } from '../servers/index.js';
import { type Profile, type ProfileOptions, profiled } from './profile.js';

const WARM_UP_SECONDS = 3;
/** About the rate of a worker. */
const JOBS_PER_SECOND = 250;
const SOCKETS = 1_000;

/** Profiles a server under a path's load, once it is warm. */
async function underLoad(title: string, server: Measured, next: () => Request, options: ProfileOptions) {
  const load = { url: base(server), pids: [server.pid], connections: CONNECTIONS, next };
  await closedLoop({ ...load, seconds: WARM_UP_SECONDS });
  return profiled(title, server, options, async () => {
    return (await closedLoop({ ...load, seconds: options.seconds })).count;
  });
}

const profileA: Profile = async (options) => {
  const { stores } = options;
  const name = options.server as ServerName;
  const library = { ...libraryOf({ quick: false }), users: 300 };
  const where = { mongoUri: stores.mongoUri('bench_a'), redisUrl: stores.redisUrl(1) };
  await seed(where.mongoUri, library);
  const server = await startServer(name, where);
  try {
    return await underLoad(`A, ${name}`, server, newestRequests(name, library), options);
  } finally {
    await server.stop();
  }
};

const profileB: Profile = async (options) => {
  const { stores } = options;
  const name = options.server as ServerName;
  const users = 1_000;
  const where = { mongoUri: stores.mongoUri('bench_b'), redisUrl: stores.redisUrl(2) };
  await seed(where.mongoUri, { users, pieces: 0, body: 0 });
  const side = await openSide(name, where.mongoUri, where.redisUrl, () => stores.flush(2));
  const server = await startServer(name, where);
  try {
    return await underLoad(`B, ${name}`, server, side.requests(users), options);
  } finally {
    await server.stop();
    await side.close();
  }
};

/** A row of C, and its users. */
async function rowOfSockets({ stores, server }: ProfileOptions) {
  const row = ROWS[server];
  if (!row) throw new Error(`the rows of C are ${Object.keys(ROWS).join(', ')}`);
  const where = { mongoUri: stores.mongoUri('bench_c'), redisUrl: stores.redisUrl(REDIS) };
  await seed(where.mongoUri, { users: SOCKETS, pieces: 0, body: 0 });
  return { row, where };
}

const profileC: Profile = async (options) => {
  const { server, seconds } = options;
  const { row, where } = await rowOfSockets(options);
  const stand = await openStand(row, where);
  const [process] = stand.servers;
  if (!process) throw new Error('no server');
  let tables: Table[] = [];
  try {
    await fanout(stand, SOCKETS, WARM_UP_SECONDS);
    const watch = async <Result>(work: () => Promise<Result>) => {
      let result: Result | undefined;
      tables = await profiled(`C, ${server}`, process, options, async () => {
        result = await work();
        return RATE * seconds;
      });
      return result as Result;
    };
    await fanout(stand, SOCKETS, seconds, { watch });
    return tables;
  } finally {
    await stand.close();
  }
};

/** Profiles connecting and subscribing, with sockets that open and close. */
const profileConnects: Profile = async (options) => {
  const { server, seconds } = options;
  const { row, where } = await rowOfSockets(options);
  const process = await startServer(row.file, where);
  const openAndClose = async (forSeconds: number) => {
    let count = 0;
    for (const end = performance.now() + forSeconds * 1_000; performance.now() < end; count += SOCKETS) {
      (await Crowd.open([process], row.connect, SOCKETS)).crowd.close();
    }
    return count;
  };
  try {
    await openAndClose(WARM_UP_SECONDS);
    return await profiled(`connects, ${server}`, process, options, () => openAndClose(seconds));
  } finally {
    await process.stop();
  }
};

const profileD: Profile = async (options) => {
  const { stores, server: name, seconds } = options;
  const where = { mongoUri: stores.mongoUri('bench_d'), redisUrl: stores.redisUrl(REDIS) };
  const users = 500;
  await seed(where.mongoUri, { users, pieces: 0, body: 0 });
  const upstream = await startUpstream();
  let tables: Table[] = [];
  try {
    const count = seconds * JOBS_PER_SECOND;
    await acceptJobs(where, count, users);
    const start = () => startWorker(name, where, upstream.url, 50);
    await workOff(where, count, start, async (worker, work) => {
      tables = await profiled(`D, ${name}`, worker, options, work);
    });
    return tables;
  } finally {
    await upstream.stop();
  }
};

/** Every path that can be profiled, by its name. */
export const PROFILES: Record<string, Profile> = {
  A: profileA,
  B: profileB,
  C: profileC,
  connects: profileConnects,
  D: profileD,
};
