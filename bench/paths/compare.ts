import { closedLoop, type LoadResult, type Request } from '../lib/load.js';
import type { Measured } from '../lib/process.js';
import { medians } from '../lib/stats.js';
import type { Table } from '../lib/table.js';
import { base, SERVERS, type ServerName } from '../servers/index.js';
import type { Bench } from './path.js';

/** Connections of the load. Each has one request in progress. */
export const CONNECTIONS = 32;

interface Comparison {
  bench: Bench;
  servers: Map<ServerName, Measured>;
  connections: number;
  seconds: number;
  requests(name: ServerName): () => Request;
  /** Called after every measurement, the warm-up included. @throws if the work was not done */
  afterEach?(name: ServerName): Promise<void>;
}

/** Measures the servers in turns, so that other load of the machine affects all of them. Each figure is a median. */
export async function compare(comparison: Comparison): Promise<Map<ServerName, LoadResult>> {
  const { bench, servers, connections, seconds } = comparison;
  const results = new Map<ServerName, LoadResult[]>([...servers.keys()].map((name) => [name, []]));
  // The round before the first one warms up: connections, caches, and compilers, which take longest.
  for (let round = 0; round <= bench.rounds; round += 1) {
    for (const [name, server] of servers) {
      const load = { url: base(server), pids: [server.pid], connections, next: comparison.requests(name) };
      const result = await closedLoop({ ...load, seconds: round === 0 ? seconds * 2 : seconds });
      await comparison.afterEach?.(name);
      if (round > 0) results.get(name)?.push(result);
      bench.log(
        `  ${round === 0 ? 'warm-up' : `round ${round}`} ${name}: ${Math.round(result.perSecond)}/s, ${Math.round(result.cpuUs)} us`,
      );
    }
  }
  return new Map([...results].map(([name, rounds]) => [name, medians(rounds)]));
}

export function comparisonTable(title: string, results: Map<ServerName, LoadResult>, notes: string[]): Table {
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

/** The requested rows of this path. */
export function rowsOf({ servers }: Bench, all: ServerName[]): ServerName[] {
  return servers ? all.filter((name) => servers.includes(name)) : all;
}
