import { describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.js';
import { expectCode, expectFaults } from '../support/http.js';
import { CreateWebhook, SendTestWebhook } from '../support/operations.js';
import {
  DeleteAccountWithWebhooks,
  DeleteWebhook,
  ListWebhooks,
  RedeliverWebhook,
  RotateWebhookSecret,
  UpdateWebhook,
  WebhookDisabled,
} from './operations.js';
import { jobOf, useWebhooks } from './setup.js';

const setup = useWebhooks();
const { create, generate, cancel, deliveries } = setup;
const collection = (name: string) => setup.product.mongo.collection(name);
const list = async () => (await setup.user.request(ListWebhooks, {})).webhooks;

describe('a webhook', () => {
  it('is changed and deleted by its owner', async () => {
    const { user, receiver } = setup;
    const { id } = await create('JOB_COMPLETED', 'JOB_FAILED', 'JOB_COMPLETED');
    expect(await list()).toEqual([
      expect.objectContaining({
        id,
        url: receiver.url,
        events: ['JOB_COMPLETED', 'JOB_FAILED'],
        status: 'ACTIVE',
      }),
    ]);
    const url = `${receiver.url}?v=2`;
    const changed = await user.request(UpdateWebhook, { id, url, events: ['JOB_CANCELED'] });
    expect(changed.updateWebhook).toMatchObject({ url, events: ['JOB_CANCELED'], status: 'ACTIVE' });
    const disabled = await user.request(UpdateWebhook, { id, status: 'DISABLED' });
    expect(disabled.updateWebhook).toMatchObject({ url, status: 'DISABLED', disabledReason: 'OWNER' });
    await user.request(DeleteWebhook, { id });
    expect(await list()).toEqual([]);
    await expectCode(user.request(DeleteWebhook, { id }), 'NOT_FOUND');
  });

  it('with invalid input is rejected, and stays unchanged', async () => {
    const { user, receiver } = setup;
    const { id } = await create('JOB_FAILED');
    for (const url of ['ftp://receiver.test/', 'receiver.test', `${receiver.url}#part`]) {
      await expectFaults(user.request(CreateWebhook, { url, events: ['JOB_FAILED'] }), 'url');
      await expectFaults(user.request(UpdateWebhook, { id, url, status: 'DISABLED' }), 'url');
    }
    await expectFaults(user.request(CreateWebhook, { url: receiver.url, events: [] }), 'events');
    await expectFaults(user.request(UpdateWebhook, { id, events: [] }), 'events');
    expect(await list()).toEqual([expect.objectContaining({ id, url: receiver.url, status: 'ACTIVE' })]);
  });

  it('counts towards the limit of ten, also for concurrent requests', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 14 }, () => create('JOB_FAILED')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ codes: ['CONFLICT'] });
    const [newest] = await list();
    await setup.user.request(DeleteWebhook, { id: newest?.id ?? '' });
    await create('JOB_FAILED');
    expect(await list()).toHaveLength(10);
  });

  it('keeps each former secret for 24 hours, and rejects a rotation that would need a fifth one', async () => {
    const { user } = setup;
    const { id } = await create('JOB_FAILED');
    for (let rotation = 1; rotation <= 3; rotation++) await user.request(RotateWebhookSecret, { id });
    await expectCode(user.request(RotateWebhookSecret, { id }), 'CONFLICT');
  });

  it('is disabled by 410 Gone, with a notification, and never sends the events until it is enabled again', async () => {
    const { user, receiver } = setup;
    const notifications = user.subscribe(WebhookDisabled, {});
    const { id } = await create('JOB_CANCELED');
    receiver.answer(410);
    await cancel(await generate('gone', 600));
    await receiver.next();
    const { value } = await notifications.next();
    expect(value.data.webhookDisabled).toMatchObject({ id, status: 'DISABLED', disabledReason: 'GONE' });
    await expect
      .poll(() => deliveries(id))
      .toEqual([expect.objectContaining({ status: 'FAILED', responseStatus: 410, nextAttemptAt: null })]);
    await expectCode(user.request(SendTestWebhook, { id }), 'CONFLICT');
    const [failed] = await deliveries(id);
    await expectCode(user.request(RedeliverWebhook, { id: failed?.id ?? '' }), 'CONFLICT');

    // A later subscriber receives the same event, because it is stored.
    const later = user.subscribe(WebhookDisabled, {});
    expect((await later.next()).value.data.webhookDisabled).toEqual(value.data.webhookDisabled);
    await Promise.all([notifications.return?.(), later.return?.()]);

    await cancel(await generate('missed', 600));
    const enabled = await user.request(UpdateWebhook, { id, status: 'ACTIVE' });
    expect(enabled.updateWebhook).toMatchObject({ status: 'ACTIVE', disabledReason: null, disabledAt: null });
    const job = await generate('after', 600);
    await cancel(job);
    expect(jobOf(await receiver.next())).toBe(job);
  });

  it('is disabled with a notification after 5 days without a success, and the count restarts after a success', async () => {
    const { user, receiver } = setup;
    const { id } = await create('JOB_CANCELED');
    const fail = async () => {
      receiver.answer(500);
      await user.request(SendTestWebhook, { id });
      await receiver.next();
    };
    const failingSince = async () => (await list())[0]?.failingSince;
    await fail();
    await expect.poll(failingSince).toEqual(expect.any(String));
    await user.request(SendTestWebhook, { id });
    await receiver.next();
    await expect.poll(failingSince).toBeNull();

    const daysAgo = (days: number) =>
      collection('webhooks').updateMany(
        {},
        { $set: { failingSince: new Date(Date.now() - days * 86_400_000) } },
      );
    await daysAgo(4.99);
    await fail();
    await expect.poll(async () => (await deliveries(id))[0]?.responseStatus).toBe(500);
    expect(await list()).toEqual([expect.objectContaining({ status: 'ACTIVE' })]);
    await daysAgo(5);
    const notifications = user.subscribe(WebhookDisabled, {});
    await fail();
    const { value } = await notifications.next();
    expect(value.data.webhookDisabled).toMatchObject({ id, disabledReason: 'FAILING' });
    await notifications.return?.();
  });

  it('is removed with its deliveries when its owner deletes the account', async () => {
    const { user, receiver } = setup;
    const { id } = await create('JOB_CANCELED');
    await user.request(SendTestWebhook, { id });
    await receiver.next();
    const count = async () => {
      const names = ['webhooks', 'webhookdeliveries'];
      const rows = await Promise.all(names.map((name) => collection(name).find().toArray()));
      return rows.map((found) => found.filter(({ userId }) => String(userId) === user.id).length);
    };
    expect(await count()).toEqual([1, 1]);
    await user.request(DeleteAccountWithWebhooks, { password: user.password });
    expect(await count()).toEqual([0, 0]);
  });

  it('is rejected if the server has no key, and subject to a rate limit in any case', async () => {
    const { product, user } = setup;
    const api = await product.startApi({ WEBHOOK_KEY: '', RATE_LIMITS: 'on', RATE_LIMIT_WEBHOOKS: '2/1m' });
    const client = createApiClient(api.url, user.token);
    const input = { url: 'https://receiver.test/', events: ['JOB_FAILED' as const] };
    const id = 'f'.repeat(24);
    await expectCode(client.request(CreateWebhook, input), 'FORBIDDEN');
    await expectCode(client.request(SendTestWebhook, { id }), 'NOT_FOUND');
    await expectCode(client.request(CreateWebhook, input), 'RATE_LIMITED');
    await expectCode(client.request(UpdateWebhook, { id }), 'RATE_LIMITED');
    await expectCode(client.request(RotateWebhookSecret, { id }), 'RATE_LIMITED');
    await expectCode(client.request(SendTestWebhook, { id }), 'RATE_LIMITED');
    await expectCode(client.request(RedeliverWebhook, { id }), 'RATE_LIMITED');
    await api.end();
  });
});
