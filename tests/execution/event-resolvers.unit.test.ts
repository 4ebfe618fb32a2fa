import 'reflect-metadata';
import { getMetadataStorage } from 'type-graphql';
import { beforeAll, expect, it } from 'vitest';
import { resolveEventsDirectly } from '../../src/execution/event-resolvers.js';
import { buildSchema } from '../../src/execution/schema.js';

let schema: Awaited<ReturnType<typeof buildSchema>>;
beforeAll(async () => {
  schema = await buildSchema();
});
const fields = () => Object.values(schema.getSubscriptionType()?.getFields() ?? {});

it('each event of a user requires an active session', async () => {
  expect(fields().length).toBeGreaterThan(8);
  for (const { name, resolve } of fields()) {
    const viewer = { id: 'u', sessionId: 's', expiresAt: new Date(Date.now() + 60_000) };
    const context = { viewer, auth: { isLive: async () => false, hasRole: async () => true } };
    const answer = Promise.resolve().then(() => resolve?.({}, {}, context, {} as never));
    await expect(answer, name).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
  }
});

it('a method of a subscription that takes more than the event is refused', () => {
  const [first] = getMetadataStorage().subscriptions;
  const params = first?.params ?? [];
  params.push({ kind: 'context', index: params.length } as never);
  try {
    expect(() => resolveEventsDirectly(schema)).toThrow(`${first?.schemaName} takes more`);
  } finally {
    params.pop();
  }
});
