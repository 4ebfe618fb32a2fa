import { Register } from '../../examples/demo/operations.js';
import { createApiClient } from '../support/api-client.js';
import { exchange } from '../support/exchange.js';
import type { Env } from '../support/process.js';
import { sendQuery } from '../support/raw-http.js';
import { openSocket } from '../support/raw-socket.js';
import { type Example, lineOf, refusalOf } from './field.js';

/** Proxies in front of the API, the origins of pages, and clocks. */

const upgrade = (headers: Record<string, string>) =>
  [
    'GET /graphql HTTP/1.1',
    ...Object.entries({ Host: 'api.internal', ...headers }).map(([name, value]) => `${name}: ${value}`),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
    '\r\n',
  ].join('\r\n');
const statusOf = (answer: string) => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? answer;

const ORIGIN = 'https://app.example.com';
const behind = (
  headers: Record<string, string>,
  right: string,
  env: Env = { TRUST_PROXY: '1' },
): Example => ({
  sent: `a socket with ${JSON.stringify(env)} and ${JSON.stringify({ Origin: ORIGIN, ...headers })}`,
  right,
  now: (field) =>
    field.withApi(env, async ({ url }) =>
      statusOf(await exchange(url, upgrade({ Origin: ORIGIN, ...headers }))),
    ),
});

const SOCKETS: Example[] = [
  behind({ 'X-Forwarded-Host': 'app.example.com' }, '101'),
  behind({ 'X-Forwarded-Host': 'app.example.com:443', 'X-Forwarded-Proto': 'https' }, '101'),
  behind({ 'X-Forwarded-Host': 'app.example.com:443', 'X-Forwarded-Proto': 'https, http' }, '101'),
  behind({ 'X-Forwarded-Host': 'App.Example.Com, inner.test' }, '101'),
  behind({ Forwarded: 'for=203.0.113.7;host="app.example.com";proto=https, for=10.0.0.1' }, '101'),
  behind({ 'X-Original-Host': 'app.example.com' }, '101'),
  behind({ Host: 'app.example.com:443' }, '101', {}),
  behind({ 'X-Forwarded-Host': 'other.example' }, '403'),
  behind({ 'X-Forwarded-Host': 'app.example.com' }, '403', {}),
];

async function overBoth(url: string, origin: string): Promise<string> {
  const { hostname } = new URL(url);
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST' },
  });
  const socket = statusOf(await exchange(url, upgrade({ Host: hostname, Origin: origin })));
  return `HTTP ${preflight.headers.get('access-control-allow-origin')}, socket ${socket}`;
}
const cors = (CORS_ORIGINS: string, origin: string, right: string): Example => ({
  sent: `CORS_ORIGINS=${CORS_ORIGINS} and a page of ${origin}`,
  right,
  now: (field) => field.withApi({ CORS_ORIGINS }, ({ url }) => overBoth(url, origin)),
});

const ORIGINS: Example[] = [
  cors('http://a.test/', 'http://a.test', 'HTTP http://a.test, socket 101'),
  cors('HTTPS://A.test:443', 'https://a.test', 'HTTP https://a.test, socket 101'),
  cors('https://münchen.test', 'https://xn--mnchen-3ya.test', 'HTTP https://xn--mnchen-3ya.test, socket 101'),
  cors('*', 'http://any.test', 'HTTP http://any.test, socket 101'),
  cors('http://a.test', 'http://b.test', 'HTTP null, socket 403'),
  ...['a.test', 'https://a.test/path', 'https://*.a.test', 'https://a.test;https://b.test'].map(
    (CORS_ORIGINS) => ({
      sent: `CORS_ORIGINS=${CORS_ORIGINS}`,
      right: /^[^\n]*CORS_ORIGINS must be origins[^\n]*$/,
      now: (field: Parameters<Example['now']>[0]) =>
        refusalOf(field.withApi({ CORS_ORIGINS }, async () => 'starts')),
    }),
  ),
  {
    sent: 'a preflight: how long its response is cached',
    right: /^\d{3,} s$/,
    now: async ({ url }) => {
      const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' };
      const answer = await fetch(url, { method: 'OPTIONS', headers });
      return `${answer.headers.get('access-control-max-age')} s`;
    },
  },
];

/** The limit is two requests for each address here. */
const LIMITED = { TRUST_PROXY: '1', RATE_LIMITS: 'on', RATE_LIMIT_REQUESTS: '2/10m' };
const counted = (name: string, addresses: string[]): Example => ({
  sent: `${name}: ${addresses.join(' and ')}, with a limit of two requests`,
  right: /^200 \{.*\}, 200 \{.*\}, (?:200|429) RATE_LIMITED$/,
  now: (field) =>
    field.withApi(LIMITED, async ({ url }) => {
      await field.rig.redis.flushdb();
      const lines: string[] = [];
      for (const address of addresses) {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', [name]: address },
          body: '{"query":"{__typename}"}',
        });
        const text = await answer.text();
        lines.push(lineOf({ status: answer.status, text, json: JSON.parse(text) }));
      }
      return lines.join(', ');
    }),
});
const ADDRESSES: Example[] = [
  counted('X-Forwarded-For', ['203.0.113.7:51234', '203.0.113.7:51235', '203.0.113.7']),
  counted('X-Forwarded-For', ['[2001:db8::1]:51234', '2001:db8::1', '"[2001:db8::1]:5"']),
  counted('X-Forwarded-For', ['::ffff:203.0.113.8', '203.0.113.8', '[::ffff:203.0.113.8]:9']),
  counted('X-Forwarded-For', ['198.51.100.1, 203.0.113.9', '198.51.100.2,203.0.113.9:4', '203.0.113.9']),
  counted('Forwarded', [
    'for="203.0.113.10:51234"',
    'for=203.0.113.10;proto=https',
    'For="203.0.113.10:2";by=x',
  ]),
];

const SKEW = ['--import', './tests/faults/preload/skew.mjs'];
const skewed = (seconds: number, right: string): Example => ({
  sent: `a token of an API whose clock is ${seconds} s ahead: a request, then a socket`,
  right,
  now: async (field) => {
    const ahead = await field.rig.startApi({ CLOCK_SKEW_MS: String(seconds * 1_000) }, SKEW);
    const input = { name: 'Ada', email: `${crypto.randomUUID()}@example.com`, password: 'correct horse' };
    const { token } = (await createApiClient(ahead.url).request(Register, { input })).register;
    await ahead.kill();
    const answer = lineOf(await sendQuery(field.url, { query: '{me{name}}' }, token));
    const socket = await openSocket(field.url);
    socket.send({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } });
    const first = await Promise.race([socket.next().catch(() => null), socket.closed]);
    socket.close();
    const told = first && 'type' in first ? first.type : (await socket.closed).code;
    return `${answer}, ${told}`;
  },
});
const CLOCKS: Example[] = [
  skewed(20, '200 {"data":{"me":{"name":"Ada"}}}, connection_ack'),
  skewed(90, '200 UNAUTHENTICATED, 4403'),
];

export const proxies: Example[] = [...SOCKETS, ...ORIGINS, ...ADDRESSES, ...CLOCKS];
