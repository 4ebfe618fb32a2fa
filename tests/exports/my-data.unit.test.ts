import mongoose, { Types } from 'mongoose';
import { expect, it } from 'vitest';
import { bindModels, type Models } from '../../src/modules/models.js';
import { sectionsOf } from '../../src/worker/exports/my-data-sections.js';

/** Fields that contain nothing about a user: ids of the user, secrets, and internal state of processes. */
const LEFT_OUT: Partial<Record<keyof Models, string[]>> = {
  users: ['passwordHash', 'adminActs', 'shutAt', 'sessionEpoch', 'keptSession', 'budgetChecks', 'erasedAt'],
  sessions: ['epoch', 'generation'],
  accountLinks: ['hash', 'epoch'],
  contents: ['foldedTitle', 'foldedBody', 'foldRules'],
  contentVersions: ['actorId'],
  contentEvents: ['unpublished'],
  jobs: ['enqueueNumber', 'runToken', 'handedBack', 'heartbeatAt'],
  events: ['unpublished'],
  counters: ['removedSeq'],
  voices: ['slot'],
  templates: ['slot'],
  batches: ['changes', 'lastSeq', 'fingerprint'],
  schedules: ['slot'],
  accessTokens: ['slot', 'hash'],
  webhooks: ['slot', 'secrets', 'seq'],
  deliveries: ['seq', 'claim', 'nextAttemptAt', 'until'],
  audit: ['expiresAt'],
  exports: ['slot', 'attempts', 'runToken', 'heartbeatAt', 'fileIds', 'removedAt', 'updatedAt'],
};
const first = (path: string) => path.split('.')[0] ?? '';

it('the export of a user’s data has each stored field with information about them', () => {
  const models = bindModels(mongoose.createConnection());
  for (const [name, section] of Object.entries(sectionsOf(new Types.ObjectId()))) {
    if (!section) continue;
    const { schema } = models[name as keyof Models];
    const stored = new Set(Object.keys(schema.paths).map(first));
    const named = [...section.fields.map(first), ...(LEFT_OUT[name as keyof Models] ?? []), '_id', 'userId'];
    expect([name, [...stored].filter((path) => !named.includes(path))]).toEqual([name, []]);
  }
});
