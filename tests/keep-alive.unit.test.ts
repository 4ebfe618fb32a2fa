import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { keepAlive } from '../src/websocket/keep-alive.js';

const INTERVAL_MS = 200;
let server: WebSocketServer;
let url: string;
beforeAll(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => keepAlive(socket, INTERVAL_MS));
  await once(server, 'listening');
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

it('a socket that answers pings stays open, and one that does not is closed', async () => {
  const living = new WebSocket(url);
  const dead = new WebSocket(url, { autoPong: false });
  let pinged = 0;
  living.on('ping', () => pinged++);
  await Promise.all([once(living, 'open'), once(dead, 'open')]);
  const [code] = await once(dead, 'close');
  expect(code).toBe(1006);
  await expect.poll(() => pinged, { timeout: 5_000 }).toBeGreaterThan(3);
  await delay(INTERVAL_MS);
  expect(living.readyState).toBe(WebSocket.OPEN);
});
