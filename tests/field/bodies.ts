import { gzipSync } from 'node:zlib';
import WebSocket from 'ws';
import { sendBody } from '../support/raw-http.js';
import { type Example, lineOf } from './field.js';

/** Request bodies and their headers. */

const ME = JSON.stringify({ query: '{me{name}}' });
const ADA = '200 {"data":{"me":{"name":"Ada"}}}';

const bytes = (
  sent: string,
  body: Buffer,
  right: string | RegExp,
  headers: Record<string, string> = {},
): Example => ({
  sent,
  right,
  now: async (field) => {
    const own = { authorization: `Bearer ${field.person.token}`, ...headers };
    const answer = await sendBody(field.url, new Uint8Array(body), own);
    const words = answer.json.errors?.map(({ message }) => message).join() ?? '';
    return `${lineOf(answer)} ${words}`.trim();
  },
});
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const type = (value: string) => ({ 'content-type': value });
const NOT_UTF8 = /^400 BAD_REQUEST .*UTF-8/;
const LONG = '\\ud83d\\ude00'.repeat(100_000);
const HANGUL = '\\u1112\\u1161\\u11ab'.repeat(100_000);
const createOf = (body: string) =>
  Buffer.from(
    `{"query":"mutation($b:String!){createContent(input:{title:\\"T\\",type:BLOG_POST_OUTLINE,body:$b}){__typename}}","variables":{"b":"${body}"}}`,
  );
export const bodies: Example[] = [
  bytes('a body with Caf\\xe9', latin1('{"query":"{me{name}} #Caf\xe9"}'), NOT_UTF8),
  bytes('a body with a cut sequence', latin1('{"query":"{me{name}} #\xf0\x9f\x98"}'), NOT_UTF8),
  bytes(
    'a body with half a surrogate pair (CESU-8)',
    latin1('{"query":"{me{name}} #\xed\xa0\xbd"}'),
    NOT_UTF8,
  ),
  bytes('a body with an overlong slash', latin1('{"query":"{me{name}} #\xc0\xaf"}'), NOT_UTF8),
  bytes('a body in UTF-16', Buffer.from(ME, 'utf16le'), /^400 BAD_REQUEST/),
  bytes('a body with a byte order mark', Buffer.from(`\ufeff${ME}`), ADA),
  ...['utf-8', '"UTF-8"', 'UTF8'].map((charset) =>
    bytes(`charset=${charset}`, Buffer.from(ME), ADA, type(`application/json; charset=${charset}`)),
  ),
  ...['iso-8859-1', 'utf-16', 'windows-1252'].map((charset) =>
    bytes(
      `charset=${charset}`,
      Buffer.from(ME),
      /^415 BAD_REQUEST .*UTF-8/,
      type(`application/json; charset=${charset}`),
    ),
  ),
  ...['gzip', 'br', 'deflate', 'zstd'].map((encoding) =>
    bytes(`a body with Content-Encoding: ${encoding}`, gzipSync(ME), /^415 BAD_REQUEST .*Content-Encoding/, {
      'content-encoding': encoding,
    }),
  ),
  bytes('a body with Content-Encoding: identity', Buffer.from(ME), ADA, { 'content-encoding': 'identity' }),
  bytes(
    '100,000 emoji as ASCII escapes',
    createOf(LONG),
    '200 {"data":{"createContent":{"__typename":"Content"}}}',
  ),
  bytes(
    '100,000 Hangul syllables in NFD as ASCII escapes',
    createOf(HANGUL),
    '200 {"data":{"createContent":{"__typename":"Content"}}}',
  ),
  bytes('100,001 emoji as ASCII escapes', createOf(`${LONG}\\ud83d\\ude00`), /BAD_USER_INPUT/),
  ...['text/plain', 'application/graphql', 'multipart/form-data; boundary=x'].map((value) =>
    bytes(`a body of ${value}`, Buffer.from(ME), /^4(?:00|15) BAD_REQUEST/, type(value)),
  ),
  {
    sent: 'a message of invalid UTF-8 over a WebSocket, and one of valid UTF-8',
    right: 'closed 4400, next {"data":{"me":{"name":"Ada"}}}',
    now: async (field) => {
      const told: string[] = [];
      for (const comment of ['Caf\xe9', '']) {
        const socket = new WebSocket(field.url.replace('http', 'ws'), 'graphql-transport-ws');
        const ended = new Promise<string>((resolve) => {
          socket.on('close', (code) => resolve(`closed ${code}`));
          socket.on('message', (data) => {
            const { type: kind, payload } = JSON.parse(String(data)) as { type: string; payload?: object };
            if (kind === 'next') resolve(`next ${JSON.stringify(payload)}`);
            if (kind !== 'connection_ack') return;
            const subscribe = { type: 'subscribe', id: '1', payload: { query: `{me{name}} #${comment}` } };
            socket.send(latin1(JSON.stringify(subscribe)));
          });
        });
        socket.on('open', () =>
          socket.send(JSON.stringify({ type: 'connection_init', payload: field.person })),
        );
        told.push(await ended);
        socket.close();
      }
      return told.join(', ');
    },
  },
];
