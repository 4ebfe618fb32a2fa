import { seed } from '../data/seed.js';
import { closedLoop, type Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { libraryOf } from '../paths/a.js';
import { openSide } from '../paths/b-side.js';
import { CONNECTIONS } from '../paths/compare.js';
import { newestRequests } from '../paths/library.js';
import { base, type ServerName, startServer } from '../servers/index.js';
import { type Profile, type ProfileOptions, profiled } from './profile.js';

const WARM_UP_SECONDS = 3;

/** What a server does under a path's load, once it is warm. */
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

/** Every path that can be profiled, by its name. */
export const PROFILES: Record<string, Profile> = { A: profileA, B: profileB };
