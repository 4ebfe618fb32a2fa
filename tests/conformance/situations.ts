import { createSmartContent } from '@smart-content/client';
import { expect } from 'vitest';
import WebSocket from 'ws';
import { call } from '../support/admin.js';
import type { Product, TestUser } from '../support/product.js';
import { tokenFor } from '../support/token.js';
import { type Hold, hold } from '../support/upstream-behaviours.js';
import { commandLine, mcp } from './programs.js';
import { polling, webhook } from './requests.js';
import { jobOf, without } from './shape.js';
import { serverSentEvents, webSocket } from './subscriptions.js';
import type { Place, Transport, Watched } from './transport.js';

/** The reference transport, with which the others are compared. */
export const TRANSPORTS: readonly Transport[] = [
  webSocket,
  serverSentEvents,
  polling,
  webhook,
  commandLine,
  mcp,
];

/** The environment of a situation. */
export interface Stage {
  product: Product;
  user: TestUser;
  place: Place;
}

export interface Situation {
  name: string;
  /** Transports that cannot express the situation, and why. */
  cannot?: Record<string, string>;
  /** Runs the situation, and compares the output of the transports. */
  play(stage: Stage, transports: readonly Transport[]): Promise<void>;
}

/** Characters that JSON, UTF-16 or a terminal may change. */
const PROMPT = 'Tea “déjà” 👩‍🍳 <b>&amp; \\ "quoted"\u2028\nnext line';
const BEFORE = 'Half of “ünï” 👩‍🍳 \\n "text" and ';
const AFTER = 'the <rest> &amp;\nmore';

export const SITUATIONS: Situation[] = [
  {
    name: 'live',
    async play(stage, transports) {
      const { id, held } = await writing(stage);
      const watching = await follow(stage.place, transports, id);
      held.release();
      expectSame(await watching.ended);
    },
  },
  {
    name: 'a job that has ended',
    cannot: { webhook: 'It receives events from its creation on.' },
    async play(stage, transports) {
      const { id, held } = await writing(stage);
      held.release();
      await webSocket.watch(stage.place, id).ended;
      const watching = await follow(stage.place, transports, id);
      expectSame(await watching.ended, 'each message');
    },
  },
  {
    name: 'two devices',
    async play(stage, transports) {
      const { id, held } = await writing(stage);
      const watching = await follow(stage.place, [...transports, ...transports], id);
      held.release();
      expectSame(await watching.ended);
    },
  },
  {
    name: 'cancel in mid-text',
    async play(stage, transports) {
      const { id } = await writing(stage);
      const watching = await follow(stage.place, transports, id);
      await call(stage.place.url, stage.user, 'mutation ($id: ID!) { cancelJob(id: $id) { id } }', { id });
      const seen = await watching.ended;
      expectSame(seen, 'each message');
      expect(JSON.parse(seen[0]?.event ?? '').job).toMatchObject({
        status: 'CANCELED',
        generatedContent: BEFORE,
      });
    },
  },
  {
    name: 'an expired token',
    cannot: { webhook: 'It has no token of the user: it is signed.' },
    async play({ product, user, place }, transports) {
      const id = await generate({ user, place });
      const expired = { ...place, token: tokenFor(product, user, -1) };
      const codes = transports.map(async (transport) => [
        transport.name,
        await transport.refusal(expired, id),
      ]);
      expect(await Promise.all(codes)).toEqual(transports.map(({ name }) => [name, 'UNAUTHENTICATED']));
    },
  },
  {
    name: '20 jobs in one second',
    async play(stage, transports) {
      const asked: { ids(ids: string[]): void } = { ids: () => {} };
      const ids = new Promise<string[]>((resolve) => {
        asked.ids = resolve;
      });
      const followed = transports.map((transport) => transport.events(stage.place, ids));
      await Promise.all(followed.map(({ begun }) => begun));
      asked.ids(
        await Promise.all(
          Array.from({ length: JOBS }, (_, number) => generate(stage, `${PROMPT} ${number}`)),
        ),
      );
      const [expected = [], ...others] = await Promise.all(followed.map(({ ended }) => ended));
      expect(expected.map((event) => JSON.parse(event).cursor)).toEqual(
        Array.from({ length: JOBS }, (_, index) => String(index + 1)),
      );
      for (const [index, events] of others.entries()) {
        const { name, lacks = [], listsJobs = false } = transports[index + 1] as Transport;
        const bytes = expected.map((event) => without(event, lacks));
        expect([name, listsJobs ? events.toSorted() : events]).toEqual([
          name,
          listsJobs ? bytes.map(jobOf).toSorted() : bytes,
        ]);
      }
    },
  },
];

const JOBS = 20;

/** Requests a text. The model answers as the upstream is configured. */
export async function generate({ user, place }: Pick<Stage, 'user' | 'place'>, prompt = PROMPT) {
  const document = 'mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }';
  const input = { prompt, type: 'PRODUCT_DESCRIPTION', delaySeconds: 0 };
  return (await call<{ id: string }>(place.url, user, document, { input })).id;
}

/** A job whose first part is written and received. */
export async function writing(stage: Stage): Promise<{ id: string; held: Hold }> {
  const held = hold({ before: [BEFORE], after: [AFTER] });
  stage.product.upstream.respondWith(held);
  const id = await generate(stage);
  const client = createSmartContent({ url: stage.place.url, token: stage.user.token, WebSocket });
  for await (const { whole } of client.job(id).text) if (whole === BEFORE) break;
  client.close();
  return { id, held };
}

export interface Seen extends Watched {
  transport: Transport;
}

/** Follows a job over all transports. Resolves when all have begun, with what they receive until its end. */
export async function follow(
  place: Place,
  transports: readonly Transport[],
  id: string,
): Promise<{ ended: Promise<Seen[]> }> {
  const watches = transports.map((transport) => ({ transport, watch: transport.watch(place, id) }));
  const ended = Promise.all(
    watches.map(async ({ transport, watch }) => ({ transport, ...(await watch.ended) })),
  );
  // A failed watch is reported where its end is awaited.
  ended.catch(() => {});
  await Promise.all(watches.map(({ watch }) => watch.begun));
  return { ended };
}

/**
 * Expects the same event, byte for byte, and the same text before it. Messages in between may be merged, because their
 * number depends on the time.
 */
export function expectSame(
  seen: readonly Seen[],
  progress: 'each message' | 'first message' | 'text' = 'first message',
) {
  const [reference] = seen;
  const { event, progress: messages } = reference as Seen;
  const read = (from: readonly string[] | null) =>
    (from ?? []).reduce((text, message) => {
      const { offset, text: part } = JSON.parse(message) as { offset: number; text: string };
      return text.slice(0, offset) + part;
    }, '');
  for (const { transport, ...other } of seen) {
    const { name, lacks = [] } = transport;
    expect([name, other.event]).toEqual([name, without(event, lacks)]);
    if (other.progress === null) continue;
    expect([name, read(other.progress)]).toEqual([name, JSON.parse(event).job.generatedContent]);
    if (progress === 'each message') expect([name, other.progress]).toEqual([name, messages]);
    if (progress === 'first message') expect([name, other.progress[0]]).toEqual([name, messages?.[0]]);
  }
}
