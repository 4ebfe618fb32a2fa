import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { HttpConnection, readChunks } from '../../bench/lib/http-connection.js';
import { closedLoop, fixedRate } from '../../bench/lib/load.js';

let close = () => {};
afterEach(() => close());

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = { method: 'GET', path: '/', token: 't', check: () => {} };
const load = (url: string) => ({ url, pids: [process.pid], seconds: 0.3, connections: 4 });

it('reads responses with a length and in chunks, one after the other on one connection', async () => {
  const long = 'ä'.repeat(100_000);
  const url = await serve((incoming, response) => {
    if (incoming.url === '/chunks') {
      response.write('{"a":');
      setTimeout(() => response.end(`"${long}"}`), 10);
    } else response.end(`${incoming.method} ${incoming.headers.authorization}`);
  });
  const connection = new HttpConnection(new URL(url));
  expect(JSON.parse((await connection.send('GET', '/chunks', 't')).body.toString())).toEqual({ a: long });
  const second = await connection.send('POST', '/', 'secret', '{}');
  expect({ status: second.status, body: second.body.toString() }).toEqual({
    status: 200,
    body: 'POST Bearer secret',
  });
  connection.close();
});

it('waits for the last chunk', () => {
  expect(readChunks(Buffer.from('3\r\nabc\r\n'))).toBeNull();
  expect(readChunks(Buffer.from('3\r\nabc\r\n0\r\n\r\n'))?.toString()).toBe('abc');
});

it('ends at the first wrong response, and reports it', async () => {
  const url = await serve((_incoming, response) => response.writeHead(503).end('busy'));
  const check = ({ status }: { status: number }) => {
    if (status !== 200) throw new Error('not accepted');
  };
  const broken = { ...load(url), next: () => ({ ...request, check }) };
  await expect(closedLoop(broken)).rejects.toThrow('not accepted: 503 busy');
  await expect(fixedRate({ ...broken, perSecond: 100 })).rejects.toThrow('not accepted: 503 busy');
});

it('counts responses and the CPU time of the server, and keeps its rate', async () => {
  const url = await serve((_incoming, response) => response.end('ok'));
  const closed = await closedLoop({ ...load(url), next: () => request });
  expect(closed.count).toBeGreaterThan(10);
  expect(closed.p99Ms).toBeGreaterThanOrEqual(closed.p50Ms);
  const fixed = await fixedRate({ ...load(url), perSecond: 100, next: () => request });
  expect(fixed.count).toBeGreaterThanOrEqual(29);
  expect(fixed.count).toBeLessThanOrEqual(31);
});

it('measures latency from the due time of a request, so that a stalled server is not favored', async () => {
  let first = true;
  const url = await serve((_incoming, response) => {
    setTimeout(() => response.end('ok'), first ? 200 : 0);
    first = false;
  });
  const { p99Ms, p50Ms } = await fixedRate({
    ...load(url),
    connections: 1,
    perSecond: 50,
    next: () => request,
  });
  expect(p99Ms).toBeGreaterThan(190);
  // The requests that were due during the stall waited as well.
  expect(p50Ms).toBeGreaterThan(20);
});
