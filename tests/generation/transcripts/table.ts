import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { REASONING } from './reasoning.js';
import { SERVERS } from './servers.js';
import { chunk, END, event, inSeconds, JSON_TYPE, json, stream, TEA, type Transcript, text } from './wire.js';

export const TRANSCRIPTS: Transcript[] = [
  ...REASONING,
  ...SERVERS,
  {
    name: 'a finish reason on every chunk',
    body: text('A', 'stop') + text('B', 'stop') + text('C', 'stop') + event('[DONE]'),
    outcome: { text: 'ABC', finishReason: 'STOP' },
  },
  {
    name: 'the whole completion as the last event',
    body:
      text('Te') +
      text('a') +
      event({ object: 'chat.completion', choices: [{ message: { content: 'Tea' }, finish_reason: 'stop' }] }),
    outcome: { text: 'Tea' },
  },
  { name: 'an empty data line as a heartbeat', body: `data:\n\ndata: \n\n${TEA}`, outcome: { text: 'Tea' } },
  { name: 'a comment as a heartbeat', body: `: waiting\n\n${TEA}`, outcome: { text: 'Tea' } },
  { name: 'line ends of CRLF', body: TEA.replaceAll('\n', '\r\n'), outcome: { text: 'Tea' } },
  { name: 'a byte order mark', body: `\uFEFF${TEA}`, outcome: { text: 'Tea' } },
  { name: 'an event stream labelled JSON', headers: JSON_TYPE, body: TEA, outcome: { text: 'Tea' } },
  {
    name: 'an event stream labelled JSON that begins with a comment',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: `: hi\n\n${TEA}`,
    outcome: { text: 'Tea' },
  },
  {
    name: 'an event stream without a label',
    headers: { 'content-type': '' },
    body: TEA,
    outcome: { text: 'Tea' },
  },
  {
    name: 'content as parts, text and thinking',
    body:
      text([{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }]) +
      text([{ type: 'text', text: 'Tea' }]) +
      END,
    outcome: { text: 'Tea' },
  },
  {
    name: 'the text of an older completion',
    body: event({ choices: [{ text: 'Tea', finish_reason: 'stop' }] }),
    outcome: { text: 'Tea' },
  },
  {
    name: 'only token counts at the end',
    body:
      text('Tea') + chunk({}, 'stop') + event({ choices: [], usage: { total_tokens: 3 } }) + event('[DONE]'),
    outcome: { text: 'Tea' },
  },
  {
    name: 'a null delta',
    body: text('Tea') + event({ choices: [{ delta: null }] }) + END,
    outcome: { text: 'Tea' },
  },
  {
    name: 'no [DONE]',
    body: text('Tea') + chunk({}, 'stop'),
    outcome: { text: 'Tea' },
  },
  {
    name: 'one piece of JSON though a stream was asked for',
    headers: JSON_TYPE,
    body: json({
      object: 'chat.completion',
      choices: [{ message: { content: 'Tea' }, finish_reason: 'stop' }],
    }),
    outcome: { text: 'Tea' },
  },
  {
    name: 'a fence around the whole',
    body: stream('``', '`markdown\n# Tea\n\n', '- hot\n``', '`\n'),
    outcome: { text: '# Tea\n\n- hot' },
  },
  {
    name: 'a fence within the text',
    body: stream('# Tea\n\n```\nboil()\n```\n\nDone.'),
    outcome: { text: '# Tea\n\n```\nboil()\n```\n\nDone.' },
  },
  {
    name: 'an announcement before the text',
    body: stream('Sure! Here', ' is your outline:\n', '\n# Tea'),
    outcome: { text: '# Tea' },
  },
  {
    name: 'an announcement, reasoning and a fence',
    body: stream('<think>Hm</think>\n', 'Here is your caption:\n\n```\n', 'Tea! #tea\n```'),
    outcome: { text: 'Tea! #tea' },
  },
  {
    // As Qwen2.5 Coder 1.5B answers "translate to German".
    name: 'an announcement in German',
    body: stream('Hier', ' sind die Änderungen in Deutsch:\n', '\nDer erste Schnee'),
    outcome: { text: 'Der erste Schnee' },
  },
  {
    name: 'an announcement in French',
    body: stream('Voici votre texte :\n\n', 'La première neige'),
    outcome: { text: 'La première neige' },
  },
  {
    name: 'an announcement in Chinese',
    body: stream('以下是', '您的文字：\n', '初雪'),
    outcome: { text: '初雪' },
  },
  {
    name: 'a text that begins like a German announcement',
    body: stream('Hier ist der Tee:', ' heiß und stark.\nKommt vorbei!'),
    outcome: { text: 'Hier ist der Tee: heiß und stark.\nKommt vorbei!' },
  },
  {
    name: 'a text that begins like an announcement',
    body: stream('Here is tea for two.'),
    outcome: { text: 'Here is tea for two.' },
  },
  { name: 'gzip', headers: { 'content-encoding': 'gzip' }, body: gzipSync(TEA), outcome: { text: 'Tea' } },
  {
    name: 'deflate',
    headers: { 'content-encoding': 'deflate' },
    body: deflateSync(TEA),
    outcome: { text: 'Tea' },
  },
  {
    name: 'brotli',
    headers: { 'content-encoding': 'br' },
    body: brotliCompressSync(TEA),
    outcome: { text: 'Tea' },
  },
  {
    name: 'gzip that is none',
    headers: { 'content-encoding': 'gzip' },
    body: TEA,
    outcome: { code: 'PROVIDER_UNAVAILABLE', retriable: true },
  },
  {
    name: 'an unknown encoding',
    headers: { 'content-encoding': 'zap' },
    body: TEA,
    outcome: { code: 'BAD_RESPONSE', retriable: true },
  },
  {
    name: 'a prompt that moderation refuses',
    status: 403,
    headers: JSON_TYPE,
    body: json({
      error: { code: 403, message: 'flagged', metadata: { reasons: ['violence'], flagged_input: 'x' } },
    }),
    outcome: { code: 'INVALID_REQUEST', retriable: false },
  },
  {
    name: 'a key that may not',
    status: 403,
    headers: JSON_TYPE,
    body: json({ error: { code: 403, message: 'no' } }),
    outcome: { code: 'PROVIDER_REFUSED', retriable: false },
  },
  {
    name: '429 with a reset in milliseconds',
    status: 429,
    get headers() {
      return { ...JSON_TYPE, 'x-ratelimit-reset': String(inSeconds(600)) };
    },
    body: json({ error: { code: 429, message: 'slow down' } }),
    outcome: { code: 'RATE_LIMITED', retriable: true, waitMs: [500_000, 600_000] },
  },
  {
    name: '429 with a reset in seconds since the epoch',
    status: 429,
    get headers() {
      return { ...JSON_TYPE, 'x-ratelimit-reset': String(Math.round(inSeconds(600) / 1_000)) };
    },
    body: '{}',
    outcome: { code: 'RATE_LIMITED', retriable: true, waitMs: [500_000, 601_000] },
  },
  {
    name: '429 with the reset in the body',
    status: 429,
    headers: JSON_TYPE,
    get body() {
      const headers = { 'X-RateLimit-Reset': String(inSeconds(600)) };
      return json({ error: { code: 429, metadata: { headers } } });
    },
    outcome: { code: 'RATE_LIMITED', retriable: true, waitMs: [500_000, 600_000] },
  },
  {
    name: '429 in the body of a 200',
    headers: JSON_TYPE,
    get body() {
      return json({ error: { code: 429, metadata: { headers: { 'X-RateLimit-Reset': inSeconds(600) } } } });
    },
    outcome: { code: 'RATE_LIMITED', retriable: true, waitMs: [500_000, 600_000] },
  },
  {
    name: '429 in an event',
    get body() {
      const headers = { 'X-RateLimit-Reset': String(inSeconds(600)) };
      return event({ error: { code: 429, metadata: { headers } } });
    },
    outcome: { code: 'RATE_LIMITED', retriable: true, waitMs: [500_000, 600_000] },
  },
  {
    name: 'an error of the local model within the stream',
    body:
      text('Te') +
      event({ error: { message: 'The local model failed: no memory', type: 'server_error', code: 500 } }),
    outcome: { code: 'PROVIDER_UNAVAILABLE', retriable: true },
  },
];
