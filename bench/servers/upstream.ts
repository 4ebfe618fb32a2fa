// An OpenAI-compatible provider that answers at once. Its text ends with the time at which its last byte was sent (see
// events.ts).
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { marker } from '../lib/events.js';
import { textFor } from '../lib/text.js';
import { announceReady } from './peer.js';

const CHUNKS = 8;
const CHUNK_LENGTH = 150;

const frame = (delta: object, finishReason: string | null) =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    model: 'played',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })}\n\n`;

/** The same for every answer, because the worker is measured. */
const chunks = Array.from({ length: CHUNKS }, (_, at) =>
  frame({ content: textFor(at, CHUNK_LENGTH) }, null),
).join('');

const server = createServer(async (request, response) => {
  const { messages } = (await json(request)) as { messages: { content: string }[] };
  const [, user = '0', seq = '0'] = /#(\d+):(\d+)#/.exec(messages.at(-1)?.content ?? '') ?? [];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunks);
  const last = marker(Number(user), Number(seq));
  response.end(`${frame({ content: last }, null)}${frame({}, 'stop')}data: [DONE]\n\n`);
});
server.listen(0, '127.0.0.1', () => announceReady(server));
