import { parseArgs } from 'node:util';
import { seed } from './data/seed.js';
import { startStores } from './data/stores.js';
import { cpuMicros } from './lib/cpu.js';
import { closedLoop } from './lib/load.js';
import { benchFile, type Measured, startMeasured } from './lib/process.js';
import { median, quantile } from './lib/stats.js';
import { graphqlSocket } from './lib/subscribers.js';
import { markdown } from './lib/table.js';
import { libraryOf } from './paths/a.js';
import { openSide } from './paths/b-side.js';
import { CONNECTIONS } from './paths/compare.js';
import { Crowd } from './paths/crowd.js';
import { newestRequests } from './paths/library.js';
import { base, startServer } from './servers/index.js';

/**
 * Compares builds of the product with each other, to measure what a change costs or saves. In each round every build
 * does the same work as the first one. The figure is the median of the rounds' ratios, which is stable on a busy
 * machine.
 */
const USAGE = `npm run bench:pair -- PATH BUILD BUILD… [options]
  PATH       A, B, C or connects
  BUILD      folders of compiled code, such as dist; the first is what the others are compared with
  --rounds N pairs of rounds (default 20)
  --seconds S of load in each (default 1.5)
  --sockets N of C and connects (default 500)
  --rate N    events a second of C (default 500)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '1.5' },
    sockets: { type: 'string', default: '500' },
    rate: { type: 'string', default: '500' },
  },
});
const [path = '', ...builds] = positionals;
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const sockets = Number(values.sockets);
/** Events a second and build. */
const RATE = Number(values.rate);
/** Work of each build before the first round, in rounds. */
const WARM_UP = 4;

/** Microseconds of CPU of each build's process for one unit, in the order of the builds. */
type Round = () => Promise<number[]>;

const stores = await startStores(false);
const closers: (() => Promise<unknown> | unknown)[] = [() => stores.close()];
async function stop(code: number) {
  for (const close of closers.reverse()) await close();
  process.exit(code);
}
process.once('SIGINT', () => void stop(130));

async function startBuilds(mongoUri: string, redisUrl: string): Promise<Measured[]> {
  const servers: Measured[] = [];
  for (const dist of builds) {
    const server = await startServer('product', { mongoUri, redisUrl, dist });
    closers.push(() => server.stop());
    servers.push(server);
  }
  return servers;
}

/** One after the other. Each round begins with a different build. */
async function inTurns(servers: Measured[], work: (server: Measured) => Promise<number>): Promise<number[]> {
  const figures: number[] = [];
  for (let at = 0; at < servers.length; at += 1) {
    const turn = (at + roundsDone) % servers.length;
    figures[turn] = await work(servers[turn] as Measured);
  }
  return figures;
}
let roundsDone = 0;

const PATHS: Record<string, () => Promise<Round>> = {
  async A() {
    const library = { ...libraryOf({ quick: false }), users: 200 };
    await seed(stores.mongoUri('bench_a'), library);
    const servers = await startBuilds(stores.mongoUri('bench_a'), stores.redisUrl(1));
    const next = newestRequests('product', library);
    return () =>
      inTurns(servers, async (server) => {
        const load = { url: base(server), pids: [server.pid], connections: CONNECTIONS, next, seconds };
        return (await closedLoop(load)).cpuUs;
      });
  },

  async B() {
    const users = 500;
    const where = [stores.mongoUri('bench_b'), stores.redisUrl(2)] as const;
    await seed(where[0], { users, pieces: 0, body: 0 });
    const servers = await startBuilds(...where);
    const side = await openSide('product', ...where, () => stores.flush(2));
    closers.push(() => side.close());
    const next = side.requests(users);
    return () =>
      inTurns(servers, async (server) => {
        const load = { url: base(server), pids: [server.pid], connections: CONNECTIONS, next, seconds };
        const { cpuUs } = await closedLoop(load);
        await side.verify(server);
        return cpuUs;
      });
  },

  /** Every build has a socket of each user, and gets the same events at the same time. */
  async C() {
    const where = { mongoUri: stores.mongoUri('bench_c'), redisUrl: stores.redisUrl(9) };
    await seed(where.mongoUri, { users: sockets, pieces: 0, body: 0 });
    const servers = await startBuilds(where.mongoUri, where.redisUrl);
    const publisher = await startMeasured(benchFile('servers/publisher.js'), {
      NODE_ENV: 'production',
      MONGO_URI: where.mongoUri,
      REDIS_URL: where.redisUrl,
      JWT_SECRET: 'not used, but longer than 32 characters',
    });
    closers.push(() => publisher.stop());
    const crowds: Crowd[] = [];
    for (const server of servers) crowds.push((await Crowd.open([server], graphqlSocket, sockets)).crowd);
    return async () => {
      const count = Math.round(RATE * seconds);
      const publishing = publisher.ask('publish', { users: sockets, count, perSecond: RATE });
      const received = crowds.map((crowd, at) => crowd.receive([servers[at] as Measured], count, publishing));
      return (await Promise.all(received)).map(({ cpuUs }) => cpuUs);
    };
  },

  async connects() {
    const where = [stores.mongoUri('bench_c'), stores.redisUrl(9)] as const;
    await seed(where[0], { users: sockets, pieces: 0, body: 0 });
    const servers = await startBuilds(...where);
    return () =>
      inTurns(servers, async (server) => {
        const before = cpuMicros(server.pid);
        const { crowd } = await Crowd.open([server], graphqlSocket, sockets);
        const used = (cpuMicros(server.pid) - before) / sockets;
        crowd.close();
        return used;
      });
  },
};

const open = PATHS[path];
if (!open || builds.length < 2) {
  console.log(USAGE);
  await stop(1);
} else {
  const measure = await open();
  const figures: number[][] = [];
  for (; roundsDone < rounds + WARM_UP; roundsDone += 1) {
    const round = await measure();
    console.error(`  ${roundsDone < WARM_UP ? 'warm-up' : 'round'}: ${round.map(Math.round).join(' ')}`);
    if (roundsDone >= WARM_UP) figures.push(round);
  }
  const rows = builds.map((build, at) => {
    const ratios = figures.map((round) => (round[at] as number) / (round[0] as number));
    return [
      build,
      median(figures.map((round) => round[at] as number)),
      median(ratios),
      quantile(ratios, 0.25),
      quantile(ratios, 0.75),
    ];
  });
  const columns = ['build', 'CPU us each', 'x first', 'lower quartile', 'upper quartile'];
  console.log(markdown({ title: `${path}: ${rounds} pairs`, columns, rows }));
  await stop(0);
}
