import { writeFile } from 'node:fs/promises';
import { createSmartContent, type SmartContent, type SmartContentOptions } from '@smart-content/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import type { Step, Transcript } from '../../packages/client/src/testing/transcript.js';
import { transcripts } from '../../packages/client/src/testing/transcripts.generated.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { startProxy } from '../support/proxy.js';
import { tokenFor } from '../support/token.js';
import { hold } from '../support/upstream-behaviours.js';
import { inOrder, recordingSocket, shapeOf } from './record.js';

/**
 * Records the transcripts of `@smart-content/client/testing` from the API, and compares them with the committed ones.
 * UPDATE_TRANSCRIPTS=1 writes them.
 */

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

interface Stage {
  user: TestUser;
  /** The recorded client. */
  connect(options?: Partial<SmartContentOptions>): SmartContent;
  /** Asks for a text, outside of the record. */
  ask(prompt: string): Promise<string>;
}

interface Situation {
  about: string;
  play(stage: Stage): Promise<void>;
}

const SITUATIONS: Record<string, Situation> = {
  catchUp: {
    about:
      'The connection breaks after the first event, and a second job ends meanwhile. The client reconnects and subscribes after the cursor of the first event.',
    async play({ user, connect, ask }) {
      const { url } = product.apis[0] as { url: string };
      const proxy = await startProxy(Number(new URL(url).port));
      const client = connect({ url: url.replace(new URL(url).port, String(proxy.port)) });
      const events = client.completions({ after: '0' });
      await ask('Tea 1');
      await events.next();
      proxy.cut();
      await ask('Tea 2');
      const ended = () => product.mongo.collection('events').countDocuments({ 'job.userId': user.id });
      await expect.poll(ended, { timeout: 30_000 }).toBe(2);
      proxy.mend();
      await events.next();
      client.close();
      await proxy.close();
    },
  },
  expired: {
    about:
      'The token expires: the API closes with 4403. The client reconnects with a new token and subscribes after its last cursor.',
    async play({ user, connect, ask }) {
      let refreshed = false;
      const client = connect({
        token: tokenFor(product, user, 4),
        async refresh() {
          refreshed = true;
          return user.token;
        },
      });
      const events = client.completions({ after: '0' });
      await ask('Tea 1');
      await events.next();
      await expect.poll(() => refreshed, { timeout: 30_000 }).toBe(true);
      await expect.poll(() => client.connection.get(), { timeout: 30_000 }).toBe('live');
      await ask('Tea 2');
      await events.next();
      client.close();
    },
  },
  refusedCursor: {
    about:
      'The cursor is not one of this user. The subscription ends with BAD_USER_INPUT: a retry is useless.',
    async play({ connect }) {
      const client = connect();
      await expect(client.completions({ after: '7' }).next()).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
      client.close();
    },
  },
  retry: {
    about:
      'The first attempt breaks off after some text. The second one begins again at offset 0, and completes.',
    async play(stage) {
      product.upstream.enqueue({ kind: 'breakAfter', chunks: ['A first draft'] }, { kind: 'text' });
      await watch(stage, 'Tea');
    },
  },
  length: {
    about: 'The text reaches the longest length: the job is COMPLETED with finishReason LENGTH.',
    async play(stage) {
      product.upstream.enqueue({ kind: 'text', chunks: ['All that fits'], finishReason: 'length' });
      await watch(stage, 'Tea');
    },
  },
  failed: {
    about: 'The provider refuses the request for good: the job is FAILED with PROVIDER_REFUSED.',
    async play(stage) {
      product.upstream.enqueue({ kind: 'status', status: 401 });
      await watch(stage, 'Tea');
    },
  },
  canceled: {
    about: 'The job is canceled while it is written: CANCELED, with the text so far.',
    async play(stage) {
      const held = hold({ before: ['Half of '] });
      product.upstream.enqueue(held);
      await watch(stage, 'Tea', (client, id) => client.job(id).cancel());
    },
  },
};

/** Follows the text of a job, then waits for its end. */
async function watch(
  { connect, ask }: Stage,
  prompt: string,
  onText?: (client: SmartContent, id: string) => unknown,
) {
  const client = connect();
  const id = await ask(prompt);
  let called = false;
  for await (const { whole } of client.job(id).progress) {
    if (whole === '' || called) continue;
    called = true;
    await onText?.(client, id);
  }
  await client.job(id).result.catch(() => {});
  client.close();
}

const recorded: Record<string, Transcript> = {};

async function record(name: string, { about, play }: Situation): Promise<Transcript> {
  const steps: Step[] = [];
  const user = await product.buildUser();
  await play({
    user,
    connect: (options) =>
      createSmartContent({
        url: product.apis[0]?.url ?? '',
        token: user.token,
        WebSocket: recordingSocket(steps),
        longestPauseMs: 200,
        ...options,
      }),
    async ask(prompt) {
      const input = { prompt, type: 'PRODUCT_DESCRIPTION' as const, delaySeconds: 0 };
      return (await user.request(Generate, { input })).generateContent.id;
    },
  });
  return { name, about, steps: inOrder(steps) };
}

describe.each(Object.entries(SITUATIONS))('the transcript %s', (name, situation) => {
  it('has the shape of what the API sends', async () => {
    const found = await record(name, situation);
    recorded[name] = found;
    if (process.env.UPDATE_TRANSCRIPTS) return;
    const committed = (transcripts as Record<string, Transcript>)[name];
    expect(committed?.about).toBe(situation.about);
    expect(shapeOf(found.steps)).toEqual(shapeOf(committed?.steps ?? []));
  });
});

it('are all of the committed ones', async () => {
  if (process.env.UPDATE_TRANSCRIPTS) {
    const text = `// Recorded by tests/packages/transcripts.test.ts with UPDATE_TRANSCRIPTS=1.
import type { Transcript } from './transcript.js';

export const transcripts = ${JSON.stringify(recorded, null, 2)} as const satisfies Record<string, Transcript>;
`;
    return writeFile('packages/client/src/testing/transcripts.generated.ts', text);
  }
  expect(Object.keys(transcripts)).toEqual(Object.keys(SITUATIONS));
});
