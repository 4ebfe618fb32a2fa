import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { Generate } from '../../../examples/demo/operations.js';
import { openSocket, type RawSocket } from '../../support/raw-socket.js';
import { startTarget, type Target } from './setup.js';

let target: Target;
let url: string;
beforeAll(async () => {
  target = await startTarget({ workers: 1, env: { SOCKETS_PER_USER: '8' } });
  url = target.url;
});
afterAll(() => target[Symbol.asyncDispose]());

const EVENTS = 'subscription { jobCompleted { job { id prompt } } }';
const subscribe = (id: string, query = EVENTS) => ({ type: 'subscribe', id, payload: { query } });
async function closeCode(
  use: (socket: RawSocket) => unknown,
  init?: Record<string, unknown>,
): Promise<number> {
  const socket = await openSocket(url, init);
  await use(socket);
  return (await socket.closed).code;
}
/** The result of an attempt to connect: 101 if it is accepted. */
function upgrade(address: string, protocol = 'graphql-transport-ws', headers: Record<string, string> = {}) {
  return new Promise<number>((resolve) => {
    const socket = new WebSocket(address, protocol, { headers });
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => resolve(0));
  });
}

describe('WebSocket', () => {
  it('37 closes with the protocol’s code for each violation', async () => {
    const { token } = target.user;
    const init = { type: 'connection_init', payload: { token } };
    expect(await closeCode(() => {})).toBe(4408);
    expect(await closeCode((socket) => socket.send(subscribe('1')))).toBe(4401);
    expect(await closeCode((socket) => socket.send(init), { token })).toBe(4429);
    const twice = (socket: RawSocket) => ['1', '1'].forEach((id) => void socket.send(subscribe(id)));
    expect(await closeCode(twice, { token })).toBe(4409);
    expect(await closeCode((socket) => socket.send('{' as never), { token })).toBe(4400);
    expect(await closeCode((socket) => socket.send({ ...init, payload: { token: 'x.y.z' } }))).toBe(4401);
    const old = new WebSocket(url.replace('http', 'ws'), 'graphql-ws');
    const code = await new Promise<number>((resolve) => {
      old.on('close', resolve);
      old.on('error', () => {});
    });
    // Either the client or the server reports it first.
    expect([1006, 4406]).toContain(code);
  });

  it('38 rejects a message of 20 MB', async () => {
    const big = subscribe('1', `{ __typename } # ${'x'.repeat(20_000_000)}`);
    expect(await closeCode((socket) => socket.send(big), {})).toBe(1009);
    expect(await closeCode((socket) => socket.send(big), { token: target.user.token })).toBe(1009);
    // Without a token, or before the token was read, the limit is far lower.
    const less = subscribe('1', `{ __typename } # ${'x'.repeat(100_000)}`);
    expect(await closeCode((socket) => socket.send(less), {})).toBe(1009);
    expect(await closeCode((socket) => socket.send(less))).toBe(1009);
  });

  it('39 limits subscriptions on one socket (5,000 requested), and sockets of a user', async () => {
    const { token } = target.user;
    const socket = await openSocket(url, { token });
    for (let n = 0; n < 5_000; n += 1) socket.send(subscribe(String(n)));
    let refused = 0;
    while (refused < 4_900) {
      const { type, payload } = await socket.next();
      expect(type).toBe('error');
      expect(payload).toMatchObject([
        { extensions: { code: 'RATE_LIMITED', limit: { name: 'subscriptionsPerSocket' } } },
      ]);
      refused += 1;
    }
    socket.close();
    await socket.closed;
    const sockets = await Promise.all(Array.from({ length: 8 }, () => openSocket(url, { token })));
    const init = { type: 'connection_init', payload: { token } };
    expect(await closeCode((one) => one.send(init))).toBe(4429);
    for (const one of sockets) one.close();
  });

  it('40 answers queries and mutations as over HTTP, with the same limits, masking and rates', async () => {
    // Other cases send requests over both transports. Here each request counts once.
    const login = {
      query: 'mutation ($input: LoginInput!) { login(input: $input) { token } }',
      variables: { input: { email: target.stranger.email, password: 'wrong horse' } },
    };
    const codes = [];
    for (let n = 0; n < 6; n += 1) {
      const { http, socket } = await target.ask(login);
      codes.push(http.json.errors?.[0]?.extensions.code, socket.errors?.[0]?.extensions.code);
    }
    expect(codes).toEqual([...Array(10).fill('INVALID_CREDENTIALS'), 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('41 rejects a page of another site, and another path', async () => {
    const address = url.replace('http', 'ws');
    expect(await upgrade(address, undefined, { origin: 'https://evil.example' })).toBe(403);
    expect(await upgrade(address, undefined, { origin: 'http://localhost:3000' })).toBe(101);
    expect(await upgrade(address.replace('/graphql', '/elsewhere'))).toBe(404);
  });

  it('42 rejects a pattern as an id, and sends no events of other users', async () => {
    const { user, stranger } = target;
    for (const jobId of ['*', '?', `events:${user.id}`, '[a-z]*']) {
      const events = stranger.subscribe(
        parse(`subscription { jobCompleted(jobId: "${jobId}") { cursor } }`) as never,
        {},
      );
      expect(JSON.stringify((await events.next()).value)).toContain('NOT_FOUND');
      await events.return?.();
    }
    const listening = await Promise.all([user, stranger].map(({ token }) => openSocket(url, { token })));
    for (const socket of listening) socket.send(subscribe('1'));
    const [own, others] = listening as [RawSocket, RawSocket];
    const prompt = 'a secret of the user';
    await user.request(Generate, { input: { prompt, type: 'PRODUCT_DESCRIPTION' } });
    expect(JSON.stringify(await own.next())).toContain(prompt);
    others.send({ type: 'ping' });
    expect(await others.next()).toEqual({ type: 'pong' });
    const patterns = await target.product.redis.pubsub('NUMPAT');
    expect(patterns).toBe(0);
    for (const socket of listening) socket.close();
  });
});
