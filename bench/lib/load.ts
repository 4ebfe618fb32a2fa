import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicros } from './cpu.js';
import { type Answer, HttpConnection } from './http-connection.js';
import { quantile } from './stats.js';

/** One request, and a check of its answer. */
export interface Request {
  method: string;
  path: string;
  token: string;
  body?: string;
  /** @throws if the answer is wrong */
  check(answer: Answer): void;
}

export interface LoadResult extends Record<string, number> {
  /** The number of answers, all of them correct. */
  count: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU of all watched processes for one answer, in microseconds. */
  cpuUs: number;
}

interface Load {
  url: string;
  /** Processes whose CPU is counted: the server's. */
  pids: number[];
  seconds: number;
  connections: number;
  next(): Request;
}

/** Each connection sends its next request as soon as it has the answer. @throws at the first wrong answer */
export async function closedLoop(load: Load): Promise<LoadResult> {
  return measure(load, async (connections, until, latencies) => {
    await Promise.all(
      connections.map(async (connection) => {
        while (performance.now() < until) {
          const start = performance.now();
          await ask(connection, load.next());
          latencies.push(performance.now() - start);
        }
      }),
    );
  });
}

/**
 * Sends requests at a fixed rate, independent of the answers. A latency counts from the time when the request was due,
 * so that a server that stalls gets no fewer requests.
 * @throws at the first wrong answer
 */
export async function fixedRate(load: Load & { perSecond: number }): Promise<LoadResult> {
  return measure(load, async (connections, until, latencies) => {
    const free = [...connections];
    const waiting: number[] = [];
    const underWay = new Set<Promise<void>>();
    let failure: Error | undefined;
    const pump = () => {
      while (free.length > 0 && waiting.length > 0) {
        const connection = free.pop() as HttpConnection;
        const due = waiting.shift() as number;
        const answered = ask(connection, load.next()).then(
          () => {
            latencies.push(performance.now() - due);
            free.push(connection);
            underWay.delete(answered);
            pump();
          },
          (error: Error) => {
            failure ??= error;
          },
        );
        underWay.add(answered);
      }
    };
    const interval = 1_000 / load.perSecond;
    for (let due = performance.now(); due < until && !failure; ) {
      while (due <= performance.now() && due < until) {
        waiting.push(due);
        due += interval;
      }
      pump();
      await delay(1);
    }
    await Promise.all(underWay);
    if (failure) throw failure;
  });
}

async function ask(connection: HttpConnection, request: Request): Promise<void> {
  const answer = await connection.send(request.method, request.path, request.token, request.body);
  try {
    request.check(answer);
  } catch (error) {
    const body = answer.body.toString('utf8').slice(0, 300);
    throw new Error(`${(error as Error).message}: ${answer.status} ${body}`);
  }
}

async function measure(
  { url, pids, seconds, connections: count }: Load,
  run: (connections: HttpConnection[], until: number, latencies: number[]) => Promise<void>,
): Promise<LoadResult> {
  const connections = Array.from({ length: count }, () => new HttpConnection(new URL(url)));
  const latencies: number[] = [];
  const cpu = () => pids.reduce((sum, pid) => sum + cpuMicros(pid), 0);
  const cpuBefore = cpu();
  const start = performance.now();
  try {
    await run(connections, start + seconds * 1_000, latencies);
  } finally {
    for (const connection of connections) connection.close();
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
