import { Types } from 'mongoose';
import { Webhook as Verifier } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { expectCode } from '../support/http.js';
import { SendTestWebhook } from '../support/operations.js';
import { Deliveries, RedeliverWebhook, RotateWebhookSecret, WholeEvent } from './operations.js';
import { jobOf, useWebhooks } from './setup.js';

const setup = useWebhooks();
const { create, generate, cancel, deliveries } = setup;
const collection = (name: string) => setup.product.mongo.collection(name);

describe('the worker', () => {
  it('sends each event as jobCompleted returns it, signed, in the order of cursors', async () => {
    const { user, receiver } = setup;
    const { id, secret } = await create('JOB_COMPLETED');
    const jobs: string[] = [];
    for (const prompt of ['one', 'two', 'three']) jobs.push(await generate(prompt));
    const received = await receiver.take(3);

    expect(received.map(jobOf).sort()).toEqual(jobs.sort());
    for (const { body, headers } of received) expect(new Verifier(secret).verify(body, headers)).toBeTruthy();
    const bodies = received.map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ data }) => data.cursor)).toEqual(['1', '2', '3']);
    const events = user.subscribe(WholeEvent, { after: '0' });
    for (const body of bodies) {
      const { value } = await events.next();
      const event = value.data.jobCompleted;
      expect(body).toEqual({ type: 'job.completed', timestamp: event.occurredAt, data: event });
    }
    await events.return?.();

    await expect
      .poll(() => deliveries(id))
      .toEqual(
        ['3', '2', '1'].map((cursor) =>
          expect.objectContaining({
            cursor,
            status: 'DELIVERED',
            attempts: 1,
            responseStatus: 200,
            error: null,
          }),
        ),
      );
    expect((await deliveries(id)).map(({ eventId }) => eventId).reverse()).toEqual(
      received.map(({ headers }) => headers['webhook-id']),
    );
    const { webhookDeliveries: page } = await user.request(Deliveries, { id, status: 'DELIVERED', first: 2 });
    const after = page?.pageInfo.endCursor ?? null;
    const rest = await user.request(Deliveries, { id, status: 'DELIVERED', first: 2, after });
    expect([
      page?.totalCount,
      page?.edges.length,
      rest.webhookDeliveries?.edges.map(({ node }) => node.cursor),
    ]).toEqual([3, 2, ['1']]);
    const none = await user.request(Deliveries, { id, status: 'FAILED' });
    expect(none.webhookDeliveries?.edges).toEqual([]);
  });

  it('sends only the selected events since the creation of the webhook', async () => {
    const { user, receiver } = setup;
    await generate('before');
    const events = user.subscribe(WholeEvent, { after: '0' });
    await events.next();
    const { id } = await create('JOB_CANCELED');
    await generate('done');
    await events.next();
    const later = await generate('later', 600);
    await cancel(later);
    const received = await receiver.next();
    expect([jobOf(received), JSON.parse(received.body).type]).toEqual([later, 'job.canceled']);
    await expect.poll(async () => (await deliveries(id)).map(({ event }) => event)).toEqual(['JOB_CANCELED']);
    await events.return?.();
  });

  it('retries after 5 s with the same id, and sends later events meanwhile', async () => {
    const { receiver } = setup;
    const { id } = await create('JOB_COMPLETED');
    receiver.answer(500);
    const first = await generate('first');
    const refused = await receiver.next();
    await expect
      .poll(() => deliveries(id))
      .toEqual([
        expect.objectContaining({
          status: 'PENDING',
          responseStatus: 500,
          error: 'The receiver answered 500.',
        }),
      ]);
    const second = await generate('second');
    const [next, again] = await receiver.take(2);
    if (!next || !again) throw new Error('two were taken');
    expect([refused, next, again].map(jobOf)).toEqual([first, second, first]);
    expect(again.headers['webhook-id']).toBe(refused.headers['webhook-id']);
    expect(again.at - refused.at).toBeGreaterThanOrEqual(5_000);
    await expect
      .poll(async () => (await deliveries(id)).map(({ status, attempts }) => [status, attempts]))
      .toEqual([
        ['DELIVERED', 1],
        ['DELIVERED', 2],
      ]);
  });

  it('finds an event that no process has enqueued, by its cursor', async () => {
    const job = await generate('later', 600);
    await cancel(job);
    const { id } = await create('JOB_CANCELED');
    // The state after the process died between the commit of the event and its publication.
    await collection('webhooks').updateOne({ _id: new Types.ObjectId(id) }, { $set: { seq: 0 } });
    expect(jobOf(await setup.receiver.next())).toBe(job);
  });

  it('sends what Redis has lost', async () => {
    const { product, receiver } = setup;
    const { id } = await create('JOB_CANCELED');
    receiver.answer(500);
    await cancel(await generate('later', 600));
    const refused = await receiver.next();
    await expect.poll(async () => (await deliveries(id))[0]?.responseStatus).toBe(500);
    await product.redis.flushdb();
    // The state after the delay.
    await collection('webhookdeliveries').updateOne(
      { eventId: refused.headers['webhook-id'] },
      { $set: { nextAttemptAt: new Date(Date.now() - 60_000) } },
    );
    expect((await receiver.next()).headers['webhook-id']).toBe(refused.headers['webhook-id']);
  });

  it('sends a test, and repeats a delivery with the same id', async () => {
    const { user, receiver } = setup;
    const { id, secret } = await create('JOB_COMPLETED');
    const { sendTestWebhook } = await user.request(SendTestWebhook, { id });
    const test = await receiver.next();
    expect(test.headers['webhook-id']).toBe(sendTestWebhook.eventId);
    expect(new Verifier(secret).verify(test.body, test.headers)).toMatchObject({ type: 'webhook.test' });
    await expect.poll(async () => (await deliveries(id))[0]?.status).toBe('DELIVERED');
    receiver.answer('silence');
    const again = await user.request(RedeliverWebhook, { id: sendTestWebhook.id });
    expect(again.redeliverWebhook).toEqual({ id: sendTestWebhook.id, status: 'PENDING', attempts: 0 });
    expect((await receiver.next()).headers['webhook-id']).toBe(sendTestWebhook.eventId);
    await expectCode(user.request(RedeliverWebhook, { id: sendTestWebhook.id }), 'CONFLICT');
  });

  it('signs with both secrets after a rotation, and stores neither in plain text', async () => {
    const { user, receiver } = setup;
    const { id, secret } = await create('JOB_COMPLETED');
    const rotated = (await user.request(RotateWebhookSecret, { id })).rotateWebhookSecret.secret;
    expect(rotated).not.toBe(secret);
    await user.request(SendTestWebhook, { id });
    const { body, headers } = await receiver.next();
    for (const each of [secret, rotated]) expect(new Verifier(each).verify(body, headers)).toBeTruthy();
    const [stored] = await collection('webhooks')
      .find({ url: receiver.url })
      .sort({ _id: -1 })
      .limit(1)
      .toArray();
    for (const each of [secret, rotated]) expect(JSON.stringify(stored)).not.toContain(each.slice(6));
    expect(stored?.secrets[1].until.getTime() - Date.now()).toBeGreaterThan(86_300_000);

    await collection('webhooks').updateOne(
      { _id: stored?._id },
      { $set: { 'secrets.0.sealed': 'of another key' } },
    );
    await user.request(SendTestWebhook, { id });
    const unreadable = 'The server cannot read the signing secret: rotate it.';
    await expect.poll(async () => (await deliveries(id))[0]?.error).toBe(unreadable);
    const newest = (await user.request(RotateWebhookSecret, { id })).rotateWebhookSecret.secret;
    await user.request(SendTestWebhook, { id });
    const last = await receiver.next();
    expect(new Verifier(newest).verify(last.body, last.headers)).toBeTruthy();
  });

  it('hands an attempt back when it stops, and another worker repeats the attempt', async () => {
    const { product, receiver, user } = setup;
    const { id } = await create('JOB_COMPLETED');
    receiver.answer('silence');
    await user.request(SendTestWebhook, { id });
    const first = await receiver.next();
    const [worker] = product.workers;
    await product.startWorker();
    expect(await worker?.end()).toBe(0);
    expect((await receiver.next()).headers['webhook-id']).toBe(first.headers['webhook-id']);
    await expect
      .poll(async () => (await deliveries(id)).map(({ status, attempts }) => [status, attempts]))
      .toEqual([['DELIVERED', 1]]);
  });
});
