import { writeFile } from 'node:fs/promises';
import { createSmartContent } from '@smart-content/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type WebSocket from 'ws';
import { Generate } from '../../examples/demo/operations.js';
import { tooSlow } from '../../packages/client/src/testing/too-slow.generated.js';
import type { Step, Transcript } from '../../packages/client/src/testing/transcript.js';
import { scrape } from '../support/metrics.js';
import { type Product, startProduct } from '../support/product.js';
import { inOrder, recordingSocket, shapeOf } from './record.js';
import { LONG_TEXT, shortened } from './too-slow.js';

/** Like tests/packages/transcripts.test.ts, for the situation that takes the API more than ten seconds. */

let product: Product;
let metrics: string;
beforeAll(async () => {
  product = await startProduct({ env: { METRICS_PORT: '0' } });
  metrics = product.apis[0]?.metricsUrl ?? '';
});
afterAll(() => product[Symbol.asyncDispose]());

const ABOUT =
  'The client does not read for ten seconds while events come: the API closes with 1013. The client reconnects and subscribes after the last event that it read. Of many events in a row the first and the last stand here, with the beginning of their texts.';
/** More than the buffers of a socket hold. */
const EVENTS = 40;

async function record(): Promise<Transcript> {
  const steps: Step[] = [];
  const user = await product.buildUser();
  const sockets: WebSocket[] = [];
  const Recording = recordingSocket(steps) as typeof WebSocket;
  const client = createSmartContent({
    url: product.apis[0]?.url ?? '',
    token: user.token,
    WebSocket: class extends Recording {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        sockets.push(this);
      }
    },
    longestPauseMs: 200,
    // An unanswered ping would end the connection first.
    pingMs: 60_000,
  });
  const ask = (prompt: string) =>
    user.request(Generate, { input: { prompt, type: 'PRODUCT_DESCRIPTION', delaySeconds: 0 } });
  const events = client.completions({ after: '0' });
  await ask('Tea');
  await events.next();
  sockets[0]?.pause();
  product.upstream.respondWith({ kind: 'text', chunks: [LONG_TEXT] });
  for (let count = 1; count < EVENTS; count++) await ask('Tea');
  const closes = async () => (await scrape(metrics)).sum('websocket_slow_closes_total', {});
  await expect.poll(closes, { timeout: 60_000, interval: 200 }).toBe(1);
  // Later the API would close the connection, which answers no ping.
  sockets[0]?.resume();
  const ended = () => product.mongo.collection('events').countDocuments({ 'job.userId': user.id });
  await expect.poll(ended, { timeout: 60_000 }).toBe(EVENTS);
  for (let cursor = '1'; cursor !== String(EVENTS); ) cursor = (await events.next()).value?.cursor ?? '';
  client.close();
  expect(sockets).toHaveLength(2);
  return { name: 'tooSlow', about: ABOUT, steps: shortened(inOrder(steps)) };
}

it('the transcript tooSlow has the shape of the API’s messages', async () => {
  const found = await record();
  expect(found.steps.find(({ kind }) => kind === 'close')).toMatchObject({ socket: 1, code: 1013 });
  if (process.env.UPDATE_TRANSCRIPTS) {
    const text = `// Recorded by tests/packages/too-slow.slow.test.ts with UPDATE_TRANSCRIPTS=1.
import type { Transcript } from './transcript.js';

export const tooSlow = ${JSON.stringify(found, null, 2)} as const satisfies Transcript;
`;
    return writeFile('packages/client/src/testing/too-slow.generated.ts', text);
  }
  const committed: Transcript = tooSlow;
  expect(committed.about).toBe(ABOUT);
  expect(shapeOf(found.steps)).toEqual(shapeOf(committed.steps));
});
