import { EventEmitter, once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { StreamWriter } from '../src/sse/stream-writer.js';

const LIMIT_MS = 10_000;

it('a client that does not read gets no more events, and is disconnected after the limit', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  client.on('error', () => {});
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  const stream = new StreamWriter(response);
  stream.open({});
  let sent = 0;
  // Larger than the buffers of the system on both ends.
  const sending = (async () => {
    for (; sent < 1_000 && !stream.ended; sent++) await stream.next({ data: { text: 'x'.repeat(100_000) } });
  })();
  const began = Date.now();
  await expect.poll(() => response.writableLength).toBeGreaterThan(0);
  stream.endIfSlow(began, LIMIT_MS);
  stream.endIfSlow(began + LIMIT_MS - 1, LIMIT_MS);
  expect(stream.ended).toBe(false);
  stream.endIfSlow(began + LIMIT_MS, LIMIT_MS);
  await sending;
  expect([stream.ended, sent < 1_000]).toEqual([true, true]);
  client.destroy();
  server.close();
});

it('keeps nothing of the events whose client had to be waited for', async () => {
  const response = Object.assign(new EventEmitter(), {
    headersSent: true,
    writeHead() {},
    write: () => false,
    end() {},
  });
  const stream = new StreamWriter(response as unknown as ServerResponse);
  let ended = 0;
  stream.onEnd(() => ended++);
  for (let sent = 0; sent < 100; sent++) {
    const sending = stream.next({ data: {} });
    response.emit('drain');
    await sending;
  }
  expect(Reflect.get(stream, 'endings')).toHaveLength(1);
  const last = stream.next({ data: {} });
  stream.end();
  await last;
  expect(ended).toBe(1);
});
