import { readdir, readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { exchange } from '../../support/exchange.js';
import { send, sendBody } from '../../support/raw-http.js';
import { openSocket } from '../../support/raw-socket.js';
import { bodies } from '../bodies.js';
import { type Example, type Field, lineOf, type Section } from '../field.js';

const ME = JSON.stringify({ query: '{me{name}}' });
const ADA = '200 {"data":{"me":{"name":"Ada"}}}';
const statusOf = (answer: string) => /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? answer;
const bodyOf = (answer: string) => answer.slice(answer.lastIndexOf('\r\n\r\n') + 4);
const json = 'Content-Type: application/json\r\n';
const posted = (upgrade: string, body = '{"query":"{__typename}"}') =>
  `POST /graphql HTTP/1.1\r\nHost: a\r\n${upgrade}${json}Content-Length: ${body.length}\r\n\r\n${body}`;

const H2C = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
const raw = (sent: string, right: string | RegExp, ...requests: (string | Buffer)[]): Example => ({
  sent,
  right,
  now: async ({ url }) => {
    const answer = await exchange(url, ...requests);
    return `${statusOf(answer)} ${bodyOf(answer)}`;
  },
});
const TYPENAME = '200 {"data":{"__typename":"Query"}}';
const UPGRADES: Example[] = [
  raw(
    'GET /healthz with Upgrade: h2c',
    '200 {"status":"ok"}',
    `GET /healthz HTTP/1.1\r\nHost: a\r\n${H2C}\r\n`,
  ),
  raw('POST with Upgrade: h2c, twice and then without', TYPENAME, posted(H2C), posted(H2C), posted('')),
  raw('POST with Upgrade: TLS/1.3', TYPENAME, posted('Connection: upgrade\r\nUpgrade: TLS/1.3\r\n')),
  raw('POST with Connection: Upgrade and no Upgrade', TYPENAME, posted('Connection: Upgrade\r\n')),
  raw(
    'POST with Upgrade: h2c, websocket',
    TYPENAME,
    posted('Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n'),
  ),
  raw(
    'HTTP/1.0, and the whole address in the first line',
    '200 {"status":"ok"}',
    'GET http://a/healthz HTTP/1.0\r\nHost: a\r\n\r\n',
  ),
];

const SCHEMES: Example[] = [
  ...['Bearer ', 'bearer ', 'BEARER  '].map((scheme) => ({
    sent: `authorization: ${scheme}…`,
    right: ADA,
    now: async ({ url, person }: Field) =>
      lineOf(await sendBody(url, ME, { authorization: scheme + person.token })),
  })),
  ...(
    [
      ['{Authorization: bearer …}', (token) => ({ Authorization: `bearer ${token}` })],
      [
        '{headers: {Authorization: Bearer …}}',
        (token) => ({ headers: { Authorization: `Bearer ${token}` } }),
      ],
      [
        '{headers: {authorization: BEARER  …}}',
        (token) => ({ headers: { authorization: `BEARER  ${token}` } }),
      ],
      ['{token}', (token) => ({ token })],
      ['{authToken}', (token) => ({ authToken: token })],
      ['{access_token}', (token) => ({ access_token: token })],
      ['{auth: {token}}', (token) => ({ auth: { token } })],
      [
        '{context: {headers: {Authorization}}}',
        (token) => ({ context: { headers: { Authorization: `Bearer ${token}` } } }),
      ],
      ['{x-auth-token}', (token) => ({ 'x-auth-token': token })],
      ['{bearerToken}', (token) => ({ bearerToken: token })],
      [
        '{headers: [[authorization, Bearer …]]}',
        (token) => ({ headers: [['authorization', `Bearer ${token}`]] }),
      ],
    ] as [string, (token: string) => Record<string, unknown>][]
  ).map(([shape, payload]) => ({
    sent: `connection_init with ${shape}`,
    right: '{"data":{"me":{"name":"Ada"}}}',
    now: async ({ url, person }: Field) => {
      const socket = await openSocket(url, payload(person.token));
      socket.send({ type: 'subscribe', id: '1', payload: JSON.parse(ME) });
      const { payload: answer } = await socket.next();
      socket.close();
      return JSON.stringify(answer);
    },
  })),
  ...[undefined, {}, { Authorization: '' }, { Authorization: 'Bearer ' }, { headers: {} }].map((payload) => ({
    sent: `connection_init with ${JSON.stringify(payload)}, of a client that is signed out`,
    right: 'connection_ack',
    now: async ({ url }: Field) => {
      const socket = await openSocket(url);
      socket.send({ type: 'connection_init', ...(payload && { payload }) });
      const { type: kind } = await socket.next();
      socket.close();
      return kind;
    },
  })),
];

const decoders: Record<string, (body: Buffer) => Buffer> = { gzip: gunzipSync, br: brotliDecompressSync };
/** The bytes on the wire, which fetch does not expose. */
function wire(url: string, headers: Record<string, string>, body?: string) {
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const outgoing = httpRequest(url, { method: body ? 'POST' : 'GET', headers }, (incoming) => {
      buffer(incoming).then((whole) => resolve({ headers: incoming.headers, body: whole }), reject);
    });
    outgoing.on('error', reject).end(body);
  });
}
const LIST = JSON.stringify({ query: '{contents(first:3){edges{node{body}}}}' });
const compressed = (accepted: string, right: string): Example => ({
  sent: `Accept-Encoding: ${accepted}, a library of 300 kB`,
  right,
  now: async (field) => {
    const authorization = `Bearer ${field.person.token}`;
    const headers = { 'content-type': 'application/json', authorization };
    const plain = (await wire(field.url, headers, LIST)).body;
    const answer = await wire(field.url, { ...headers, 'accept-encoding': accepted }, LIST);
    const encoding = String(answer.headers['content-encoding'] ?? 'identity');
    const same = (decoders[encoding]?.(answer.body) ?? answer.body).equals(plain);
    const smaller = answer.body.length * 5 < plain.length ? ', a fifth of it at most' : '';
    return `${encoding}${same ? ', the same' : ', another'}${smaller}, Vary ${answer.headers.vary ?? 'none'}`;
  },
});
const SMALL = ', the same, a fifth of it at most, Vary Origin, accept-encoding';
const COMPRESSION: Example[] = [
  compressed('gzip, deflate, br', `br${SMALL}`),
  compressed('gzip', `gzip${SMALL}`),
  compressed('GZIP;q=0.8, identity;q=0.5', `gzip${SMALL}`),
  compressed('br;q=0, *', `gzip${SMALL}`),
  compressed('identity', 'identity, the same, Vary Origin, accept-encoding'),
  compressed('', 'identity, the same, Vary Origin, accept-encoding'),
  ...['br', 'gzip', 'identity'].map((encoding) => ({
    sent: `/assets/*.js with Accept-Encoding: ${encoding}`,
    right: new RegExp(
      `^${encoding}, Vary Origin, accept-encoding, public, max-age=31536000, immutable$`,
      'i',
    ),
    now: async ({ origin }: Field) => {
      const html = await (await fetch(origin)).text();
      const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
      const { headers } = await wire(origin + script, { 'accept-encoding': encoding });
      return `${headers['content-encoding'] ?? 'identity'}, Vary ${headers.vary}, ${headers['cache-control']}`;
    },
  })),
];

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const visited = (path: string, right: string, method = 'GET'): Example => ({
  sent: `${method} ${path} by a browser`,
  right,
  now: async ({ url }) => {
    const answer = await exchange(
      url,
      `${method} ${path} HTTP/1.1\r\nHost: a\r\nAccept: ${BROWSER}\r\n${method === 'HEAD' ? 'Connection: close\r\n' : ''}\r\n`,
    );
    return `${statusOf(answer)} ${/content-type: ([^;\r]+)/i.exec(answer)?.[1]}`;
  },
});
const PATHS: Example[] = [
  ...['/nonsense', '/%', '/%ff', '/jobs/%', '/a/b/c', '/index.php'].map((path) =>
    visited(path, '404 text/html'),
  ),
  ...['/', '/sign-in/', '/jobs/xyz/', '/library?q=tea', '/sign-in?next=%2Fjobs'].map((path) =>
    visited(path, '200 text/html'),
  ),
  visited('/favicon.ico', '200 image/svg+xml'),
  visited('/robots.txt', '200 text/plain'),
  visited('/nonsense', '404 text/html', 'HEAD'),
];

const OTHERS: Example[] = [
  {
    sent: 'http://[::1] and http://127.0.0.1 with the default HOST',
    right: `${TYPENAME}, ${TYPENAME}`,
    now: (field) =>
      field.withApi({ HOST: '' }, async ({ url }) => {
        const ask = async (host: string) =>
          lineOf(
            await send(`${url.replace('localhost', host)}?query={__typename}`, {
              headers: { 'apollo-require-preflight': '1' },
            }),
          );
        return `${await ask('[::1]')}, ${await ask('127.0.0.1')}`;
      }),
  },
  {
    sent: 'AbortSignal.any in the web app (no Safari before 17.4)',
    right: 'in none of its files',
    now: async () => {
      const files = (await readdir('web/dist/assets')).filter((name) => name.endsWith('.js'));
      const texts = await Promise.all(files.map((name) => readFile(`web/dist/assets/${name}`, 'utf8')));
      const found = files.filter((_, index) => /AbortSignal\.any\b/.test(texts[index] ?? ''));
      return found.join() || 'in none of its files';
    },
  },
];

/** The values of COMPRESSION. */
const fill: Example = {
  sent: 'three pieces of 100,000 characters',
  right: '200, 200, 200',
  now: async (field) => {
    const query = 'mutation($i:CreateContentInput!){createContent(input:$i){id}}';
    const i = { title: 'Tea', type: 'BLOG_POST_OUTLINE', body: 'Crème brûlée. '.repeat(7_000) };
    const answers = [0, 1, 2].map(() => field.post({ query, variables: { i } }));
    return (await Promise.all(answers)).map(({ status }) => status).join(', ');
  },
};

export const clients: Section = {
  title: '3. Clients and browsers',
  examples: [...UPGRADES, ...bodies, ...SCHEMES, fill, ...COMPRESSION, ...PATHS, ...OTHERS],
};
