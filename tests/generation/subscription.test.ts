import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Generate } from '../../examples/demo/operations.js';
import { completions, nextEvent } from '../support/events.js';
import { itOnOneRedis } from '../support/one-redis.js';
import { type Product, startProduct, type TestUser } from '../support/product.js';
import { type Message, openSocket } from '../support/raw-socket.js';
import { tokenFor } from '../support/token.js';

let product: Product;
let url: string;
beforeAll(async () => {
  product = await startProduct();
  url = product.apis[0]?.url as string;
});
afterAll(() => product[Symbol.asyncDispose]());

const SUBSCRIBE =
  'subscription ($jobId: ID, $after: String) { jobCompleted(jobId: $jobId, after: $after) { cursor job { id status } } }';
const GENERATE = 'mutation ($input: GenerateContentInput!) { generateContent(input: $input) { id } }';
const input = { prompt: 'Tea', type: 'SOCIAL_MEDIA_CAPTION', delaySeconds: 0 } as const;

const subscribe = (id: string, variables: object = {}, query = SUBSCRIBE): Message => ({
  type: 'subscribe',
  id,
  payload: { query, variables },
});
const connect = (user: TestUser) => openSocket(url, { Authorization: `Bearer ${user.token}` });
/** The messages of a rejected operation: the errors as its only result, and then its completion. */
const errorCodes = ({ payload }: Message) =>
  (payload as { errors: { extensions: { code: string } }[] }).errors.map(({ extensions }) => extensions.code);

describe('jobCompleted', () => {
  it('misses no event if the job is requested in the same tick as the subscription: 200 of 200', async () => {
    const user = await product.buildUser();
    const socket = await connect(user);
    const cursors: string[] = [];
    for (let round = 0; round < 200; round++) {
      socket.send(subscribe(`s${round}`));
      socket.send(subscribe(`m${round}`, { input }, GENERATE));
      // Three messages arrive in each round: the mutation’s result and completion, and the event.
      const messages = [await socket.next(), await socket.next(), await socket.next()];
      const answer = messages.find(({ id, type }) => id === `m${round}` && type === 'next')?.payload as {
        data: { generateContent: { id: string } };
      };
      const event = messages.find(({ id }) => id === `s${round}`)?.payload as {
        data: { jobCompleted: { cursor: string; job: { id: string } } };
      };
      expect(event.data.jobCompleted.job.id).toBe(answer.data.generateContent.id);
      cursors.push(event.data.jobCompleted.cursor);
      socket.send({ type: 'complete', id: `s${round}` });
    }
    expect(cursors).toEqual(Array.from({ length: 200 }, (_, index) => String(index + 1)));
    socket.close();
  }, 60_000);

  it('accepts the token as Authorization, authorization or token', async () => {
    const { token } = await product.buildUser();
    for (const payload of [{ Authorization: `Bearer ${token}` }, { authorization: token }, { token }]) {
      const socket = await openSocket(url, payload);
      socket.send(subscribe('me', {}, '{ me { name } }'));
      expect(await socket.next()).toMatchObject({ type: 'next', payload: { data: { me: { name: 'Ada' } } } });
      socket.close();
    }
  });

  it('closes with 4401 for a forged token, and with 4403 for an expired one', async () => {
    const user = await product.buildUser();
    const forged = await openSocket(url);
    forged.send({
      type: 'connection_init',
      payload: { token: tokenFor(product, user, 3_600, 'another secret, long enough as well') },
    });
    expect((await forged.closed).code).toBe(4401);
    const expired = await openSocket(url);
    expired.send({ type: 'connection_init', payload: { token: tokenFor(product, user, -1) } });
    expect((await expired.closed).code).toBe(4403);
  });

  it('closes with 4403 at the moment when the token of an open socket expires', async () => {
    const user = await product.buildUser();
    const token = tokenFor(product, user, 2);
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as {
      exp: number;
    };
    const socket = await openSocket(url, { token });
    socket.send(subscribe('s'));
    expect((await socket.closed).code).toBe(4403);
    expect(Math.abs(Date.now() - exp * 1_000)).toBeLessThan(250);
  });

  it('rejects an anonymous socket with UNAUTHENTICATED, and permits it to register', async () => {
    const socket = await openSocket(url, {});
    socket.send(subscribe('s'));
    expect(errorCodes(await socket.next())).toEqual(['UNAUTHENTICATED']);
    expect(await socket.next()).toEqual({ type: 'complete', id: 's' });
    socket.send(
      subscribe(
        'r',
        { input: { name: 'Bo', email: 'bo@example.com', password: 'long enough' } },
        'mutation ($input: RegisterInput!) { register(input: $input) { user { name } } }',
      ),
    );
    expect(await socket.next()).toMatchObject({ payload: { data: { register: { user: { name: 'Bo' } } } } });
    socket.close();
  });

  it('sends the end of a finished job once and completes, and gives NOT_FOUND for another user’s job', async () => {
    const [user, stranger] = [await product.buildUser(), await product.buildUser()];
    const events = completions(user, {});
    const { generateContent: job } = await user.request(Generate, { input });
    const event = await nextEvent(events);
    const again = completions(user, { jobId: job.id });
    expect(await nextEvent(again)).toEqual(event);
    expect((await again.next()).done).toBe(true);
    const seen = completions(user, { jobId: job.id, after: event.cursor });
    expect((await seen.next()).done).toBe(true);
    const socket = await connect(stranger);
    socket.send(subscribe('s', { jobId: job.id }));
    expect(errorCodes(await socket.next())).toEqual(['NOT_FOUND']);
    socket.close();
    await events.return?.();
  });

  it.each(['', '-1', '1.5', '01', 'abc', '1', '999999999999999999'])(
    'rejects the cursor %j with BAD_USER_INPUT',
    async (after) => {
      const socket = await connect(await product.buildUser());
      socket.send(subscribe('s', { after }));
      expect(errorCodes(await socket.next())).toEqual(['BAD_USER_INPUT']);
      socket.close();
    },
  );

  itOnOneRedis('unsubscribes from the Redis channel when the last subscriber leaves', async () => {
    const user = await product.buildUser();
    const [one, two] = [await connect(user), await connect(user)];
    const listeners = async () => (await product.redis.pubsub('NUMSUB', `events:${user.id}`))[1];
    one.send(subscribe('s'));
    two.send(subscribe('s'));
    await vi.waitFor(async () => expect(await listeners()).toBe(1));
    one.send({ type: 'complete', id: 's' });
    two.close();
    await vi.waitFor(async () => expect(await listeners()).toBe(0));
    one.close();
  });
});
