import { expect, it } from 'vitest';
import { ReceivedSnapshot, type SnapshotJson } from '../../src/modules/jobs/model/job-snapshot.js';

const names = Object.getOwnPropertyNames(ReceivedSnapshot.prototype).filter((name) => name !== 'constructor');

// Compiled documents read an event's job unguarded, and a publisher of another version may leave anything out.
it.each(names)('an event of another version is read without its %s', (name) => {
  const snapshot = new ReceivedSnapshot({} as SnapshotJson);
  expect(() => snapshot[name as keyof ReceivedSnapshot]).not.toThrow();
});

it('has no attempts and checks where none were sent', () => {
  const { attemptHistory, checks } = new ReceivedSnapshot({} as SnapshotJson);
  expect([attemptHistory, checks]).toEqual([[], []]);
});
