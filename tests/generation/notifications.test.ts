import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { graphql } from '../../examples/demo/gql/index.js';
import { Generate } from '../../examples/demo/operations.js';
import { type ApiClient, createApiClient } from '../support/api-client.js';
import { completions, nextEvents } from '../support/events.js';
import { itOnOneRedis } from '../support/one-redis.js';
import { type Product, startProduct } from '../support/product.js';
import { startProxy } from '../support/proxy.js';

const Notifications = graphql(`
  query Notifications($unreadOnly: Boolean, $first: Int, $after: String) {
    notifications(unreadOnly: $unreadOnly, first: $first, after: $after) {
      totalCount
      edges { cursor node { cursor occurredAt read job { id run prompt status generatedContent savedContent { id } } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
`);
const MarkRead = graphql(`
  mutation MarkRead($upTo: String!) { markNotificationsRead(upTo: $upTo) { id unreadCount eventCursor } }
`);
const Unread = graphql(`query Unread { me { unreadCount eventCursor } }`);
const DeleteAccount = graphql(
  `mutation DeleteAccount($password: String!) { deleteAccount(password: $password) }`,
);
const RunAgain = graphql(`mutation RunAgain($id: ID!) { retryJob(id: $id) { id } }`);

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterEach(() => product.upstream.reset());
afterAll(() => product[Symbol.asyncDispose]());

const generate = async (user: ApiClient, prompt = 'Tea') =>
  (await user.request(Generate, { input: { prompt, type: 'SOCIAL_MEDIA_CAPTION' } })).generateContent.id;
const unread = async (user: ApiClient) => (await user.request(Unread, {})).me.unreadCount;
const mark = async (user: ApiClient, upTo: string) =>
  (await user.request(MarkRead, { upTo })).markNotificationsRead.unreadCount;
const list = async (
  user: ApiClient,
  variables: { unreadOnly?: boolean; first?: number; after?: string } = {},
) => (await user.request(Notifications, variables)).notifications;
const cursorsOf = (page: Awaited<ReturnType<typeof list>>) => page.edges.map(({ cursor }) => cursor);

/** A user with this number of events, and the events as subscribers received them. */
async function userWithEvents(count: number) {
  const user = await product.buildUser();
  for (let n = 1; n <= count; n++) await generate(user, `Tea ${n}`);
  const following = completions(user);
  const events = await nextEvents(following, count);
  // A connected client would try to reconnect for ever to a deleted account.
  await following.return?.();
  return { user, events };
}

describe('notifications', () => {
  it('are empty, with none unread, before the first event', async () => {
    const user = await product.buildUser();
    expect(await list(user)).toEqual({
      totalCount: 0,
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    expect(await list(user, { unreadOnly: true })).toMatchObject({ totalCount: 0, edges: [] });
    expect(await unread(user)).toBe(0);
    expect(await mark(user, '0')).toBe(0);
  });

  it('are the events as subscribers received them, latest first and unread', async () => {
    const { user, events } = await userWithEvents(3);
    const page = await list(user);
    expect(page.totalCount).toBe(3);
    expect(cursorsOf(page)).toEqual(['3', '2', '1']);
    expect(page.edges.map(({ node }) => node)).toMatchObject(
      events.toReversed().map(({ cursor, occurredAt, job }) => ({
        cursor,
        occurredAt,
        read: false,
        job: { id: job.id, status: 'COMPLETED', generatedContent: job.generatedContent },
      })),
    );
    expect(await unread(user)).toBe(3);
  });

  it('are paginated, all of them and the unread ones', async () => {
    const { user } = await userWithEvents(5);
    await mark(user, '2');
    const pages = async (unreadOnly: boolean) => {
      const found: { cursors: string[]; count: number; previous: boolean }[] = [];
      for (let after: string | undefined, more = true; more; ) {
        const page = await list(user, { unreadOnly, first: 2, after });
        const { endCursor, hasNextPage, hasPreviousPage } = page.pageInfo;
        found.push({ cursors: cursorsOf(page), count: page.totalCount, previous: hasPreviousPage });
        after = endCursor ?? undefined;
        more = hasNextPage;
      }
      return found;
    };
    expect(await pages(false)).toEqual([
      { cursors: ['5', '4'], count: 5, previous: false },
      { cursors: ['3', '2'], count: 5, previous: true },
      { cursors: ['1'], count: 5, previous: true },
    ]);
    expect(await pages(true)).toEqual([
      { cursors: ['5', '4'], count: 3, previous: false },
      { cursors: ['3'], count: 3, previous: true },
    ]);
    expect(await list(user, { unreadOnly: true, after: '2' })).toMatchObject({ edges: [], totalCount: 3 });
    const read = (await list(user)).edges.map(({ node }) => node.read);
    expect(read).toEqual([false, false, false, true, true]);
  });

  it.each(['', '-1', '1.5', '01', 'abc', '3', '999999999999999999', '{"$gt":0}'])(
    'reject the cursor %j, for a page and for a mark, if the newest is 1',
    async (cursor) => {
      const { user } = await userWithEvents(1);
      const refusal = (field: string) => ({
        errors: [
          { extensions: { code: 'BAD_USER_INPUT', fields: [{ field, message: expect.any(String) }] } },
        ],
      });
      await expect(list(user, { after: cursor })).rejects.toMatchObject(refusal('after'));
      await expect(mark(user, cursor)).rejects.toMatchObject(refusal('upTo'));
      expect(await unread(user)).toBe(1);
    },
  );

  it('reject a page of 0 and of more than 100', async () => {
    const user = await product.buildUser();
    for (const first of [0, 101, -1]) {
      await expect(list(user, { first })).rejects.toMatchObject({ codes: ['BAD_USER_INPUT'] });
    }
  });

  it('of a job that ran twice are two, each with the state of its run', async () => {
    const user = await product.buildUser();
    product.upstream.enqueue({ kind: 'status', status: 401 });
    const id = await generate(user);
    const events = completions(user);
    await nextEvents(events, 1);
    await user.request(RunAgain, { id });
    await nextEvents(events, 1);
    await events.return?.();
    const { edges, totalCount } = await list(user);
    expect(totalCount).toBe(2);
    expect(edges.map(({ node: { job } }) => [job.id, job.run, job.status])).toEqual([
      [id, 2, 'COMPLETED'],
      [id, 1, 'FAILED'],
    ]);
    expect(await unread(user)).toBe(2);
  });

  itOnOneRedis('include what ended while the API could not reach Redis', async () => {
    const user = await product.buildUser();
    const redis = new URL(product.env.REDIS_URL as string);
    const proxy = await startProxy(Number(redis.port));
    const apart = await product.startApi({ REDIS_URL: `redis://127.0.0.1:${proxy.port}${redis.pathname}` });
    const there = createApiClient(apart.url, user.token);
    proxy.cut();
    await generate(user);
    await nextEvents(completions(user), 1);
    expect(cursorsOf(await list(there, { unreadOnly: true }))).toEqual(['1']);
    expect(await mark(there, '1')).toBe(0);
    expect(await unread(user)).toBe(0);
    await proxy.close();
  });
});

describe('markNotificationsRead', () => {
  it('changes nothing if it is repeated, or for an earlier event', async () => {
    const { user } = await userWithEvents(3);
    expect(await mark(user, '2')).toBe(1);
    expect(await mark(user, '2')).toBe(1);
    expect(await mark(user, '1')).toBe(1);
    expect(await mark(user, '0')).toBe(1);
    expect(await unread(user)).toBe(1);
    expect(cursorsOf(await list(user, { unreadOnly: true }))).toEqual(['3']);
    expect(await mark(user, '3')).toBe(0);
    expect(await list(user, { unreadOnly: true })).toMatchObject({ edges: [], totalCount: 0 });
  });

  it('keeps the latest of concurrent marks', async () => {
    const { user } = await userWithEvents(4);
    await Promise.all(['1', '4', '2', '3', '1', '0'].map((upTo) => mark(user, upTo)));
    expect(await unread(user)).toBe(0);
  });

  it('affects only the caller', async () => {
    const [{ user }, { user: stranger }] = await Promise.all([userWithEvents(2), userWithEvents(1)]);
    expect((await list(stranger)).edges.map(({ node }) => node.job.prompt)).toEqual(['Tea 1']);
    await expect(mark(stranger, '2')).rejects.toMatchObject({ codes: ['BAD_USER_INPUT'] });
    expect(await mark(stranger, '1')).toBe(0);
    expect(await unread(user)).toBe(2);
    expect((await list(user)).edges.map(({ node }) => node.read)).toEqual([false, false]);
  });

  it('loses no event and no mark while events arrive', async () => {
    const user = await product.buildUser();
    const events = completions(user);
    const count = 40;
    const asked = Promise.all(Array.from({ length: count }, (_, n) => generate(user, `Tea ${n}`)));
    for (let seen = 1; seen <= count; seen++) {
      const [event] = await nextEvents(events, 1);
      expect(event?.cursor).toBe(String(seen));
      const { unreadCount, eventCursor } = (await user.request(MarkRead, { upTo: String(seen) }))
        .markNotificationsRead;
      // Two fields are two reads, and an event may arrive between them.
      expect(unreadCount).toBeGreaterThanOrEqual(0);
      expect(unreadCount).toBeLessThanOrEqual(count - seen);
      expect(Number(eventCursor)).toBeGreaterThanOrEqual(seen);
    }
    await asked;
    expect(await unread(user)).toBe(0);
    expect(cursorsOf(await list(user, { first: 100 }))).toHaveLength(count);
    await events.return?.();
  });

  it('leaves no data after the account is deleted', async () => {
    const { user } = await userWithEvents(1);
    await mark(user, '1');
    const counters = product.mongo.collection('eventcounters');
    const left = async () =>
      (await counters.find({}).toArray()).filter(({ _id }) => String(_id) === user.id).length;
    expect(await left()).toBe(1);
    await user.request(DeleteAccount, { password: user.password });
    await vi.waitFor(async () => expect(await left()).toBe(0));
  });
});
