import { once } from 'node:events';
import { Agent, createServer, request as sendRequest } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A load balancer that forwards to the processes whose `/readyz` is 200. */
export interface Balancer {
  url: string;
  /** The origins that it checks. They may change at any time. */
  origins: Set<string>;
  /** Resolves when this origin is ready, or not. */
  until(origin: string, ready: boolean): Promise<void>;
  close(): Promise<void>;
}

const CHECK_MS = 50;
const CHECK_LIMIT_MS = 1_000;

export async function startBalancer(...first: string[]): Promise<Balancer> {
  const origins = new Set(first);
  const ready = new Set<string>();
  const sockets = new Set<Socket>();
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  let open = true;

  async function check(origin: string) {
    const signal = AbortSignal.timeout(CHECK_LIMIT_MS);
    const answer = await fetch(new URL('/readyz', origin), { signal }).catch((error: Error) => error);
    // A busy machine responds late, which changes nothing. A refused connection means that the process is gone.
    if (answer instanceof Error && answer.name === 'TimeoutError') return;
    if (answer instanceof Response && answer.ok && origins.has(origin)) ready.add(origin);
    else ready.delete(origin);
  }
  const checking = (async () => {
    while (open) {
      await Promise.all([...origins].map(check));
      await delay(CHECK_MS);
    }
  })();
  const next = () => new URL([...ready][turn++ % ready.size] ?? 'http://127.0.0.1:1');

  const server = createServer((incoming, answer) => {
    const { method, url, headers } = incoming;
    const outgoing = sendRequest(new URL(url ?? '', next()), { method, headers, agent }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
    incoming.pipe(outgoing);
  });
  server.on('upgrade', (incoming, client: Socket, head) => {
    const { hostname, port } = next();
    const upstream = connect(Number(port), hostname, () => {
      const lines = [`GET ${incoming.url} HTTP/1.1`];
      for (let at = 0; at < incoming.rawHeaders.length; at += 2)
        lines.push(`${incoming.rawHeaders[at]}: ${incoming.rawHeaders[at + 1]}`);
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {
        client.destroy();
        upstream.destroy();
      });
      socket.on('close', () => sockets.delete(socket));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    origins,
    async until(origin, wanted) {
      while (ready.has(origin) !== wanted) await delay(CHECK_MS);
    },
    async close() {
      open = false;
      await checking;
      for (const socket of sockets) socket.destroy();
      agent.destroy();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
