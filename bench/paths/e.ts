import { setTimeout as delay } from 'node:timers/promises';
import { email, PASSWORD } from '../data/ids.js';
import { seed } from '../data/seed.js';
import { HttpConnection } from '../lib/http-connection.js';
import { closedLoop, fixedRate, type LoadResult } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { medians } from '../lib/stats.js';
import { base, startServer } from '../servers/index.js';
import { DATABASE, libraryOf } from './a.js';
import { CONNECTIONS } from './compare.js';
import { graphqlBody, newestRequests } from './library.js';
import type { Bench, PathResult } from './path.js';

const LOGIN = 'mutation Login($input: LoginInput!) { login(input: $input) { token } }';
const EVERY_MS = 500;

/** E: the effect of 2 logins a second, which are almost only bcrypt, on the list. */
export async function pathE(bench: Bench): Promise<PathResult> {
  const { stores } = bench;
  const library = libraryOf(bench);
  const where = { mongoUri: stores.mongoUri(DATABASE), redisUrl: stores.redisUrl(1) };
  await seed(where.mongoUri, library);
  const server = await startServer('product', where);
  const seconds = bench.quick ? 3 : 8;
  const load = {
    url: base(server),
    pids: [server.pid],
    connections: CONNECTIONS,
    next: newestRequests('product', library),
  };
  try {
    await closedLoop({ ...load, seconds: 3 });
    const most = (await closedLoop({ ...load, seconds })).perSecond;
    const perSecond = most / 2;
    const rounds: { without: LoadResult; with: LoadResult }[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      const without = await fixedRate({ ...load, seconds, perSecond });
      const [beside] = await Promise.all([
        fixedRate({ ...load, seconds, perSecond }),
        login(server, library.users, seconds),
      ]);
      rounds.push({ without, with: beside });
    }
    const without = medians(rounds.map((round) => round.without));
    const beside = medians(rounds.map((round) => round.with));
    const row = (name: string, { p50Ms, p99Ms, cpuUs }: LoadResult) => [name, p50Ms, p99Ms, cpuUs];
    return {
      tables: [
        {
          title: `E: the list at ${Math.round(perSecond)} a second, half its most`,
          columns: ['', 'p50 ms', 'p99 ms', 'CPU us each, with the logins'],
          rows: [row('alone', without), row('beside 2 logins a second', beside)],
        },
      ],
      goals: [
        {
          what: 'E: p99 of A beside 2 logins a second, against alone',
          measured: beside.p99Ms / without.p99Ms,
          more: false,
          bar: 2,
          beyond: 1.3,
        },
      ],
    };
  } finally {
    await server.stop();
  }
}

async function login(server: Measured, users: number, seconds: number) {
  const connection = new HttpConnection(new URL(base(server)));
  for (let at = 0; at < (seconds * 1_000) / EVERY_MS; at += 1) {
    const next = delay(EVERY_MS);
    const body = graphqlBody(LOGIN, { input: { email: email(at % users), password: PASSWORD } });
    const answer = JSON.parse((await connection.send('POST', '/graphql', '', body)).body.toString());
    if (typeof answer.data?.login?.token !== 'string') throw new Error(`login: ${JSON.stringify(answer)}`);
    await next;
  }
  connection.close();
}
