import { expect, it } from 'vitest';
import { decode, encode } from '../../src/infra/topic.js';
import { type EventMessage, topics } from '../../src/modules/topics/topics.js';

const topic = topics.events('5f5f5f5f5f5f5f5f5f5f5f5f');
const at = new Date('2026-02-03T04:05:06.007Z');

const event = {
  id: 'e1',
  seq: 1,
  run: 1,
  occurredAt: at,
  job: {
    id: 'j1',
    userId: 'u1',
    prompt: 'Tea',
    type: 'SOCIAL_MEDIA_CAPTION',
    options: { tone: 'FRIENDLY', keywords: ['tea'] },
    batch: { id: 'b1', item: 0, variation: 1 },
    schedule: { id: 's1', dueAt: at },
    template: { id: 't1', name: 'Tea', version: 2, variables: [{ name: 'topic', value: 'Tea' }] },
    basis: { kind: 'REFINE', jobId: 'j0', start: 0, end: 3, instruction: 'shorter' },
    status: 'COMPLETED',
    generatedContent: 'A text',
    error: null,
    checks: [],
    finishReason: 'STOP',
    run: 1,
    attempts: 1,
    attemptHistory: [
      {
        run: 1,
        number: 1,
        startedAt: at,
        endedAt: at,
        model: 'm',
        error: null,
        repair: null,
        usage: { promptTokens: 3, completionTokens: 4, costUsd: null, model: 'm' },
      },
    ],
    scheduledFor: at,
    startedAt: at,
    completedAt: at,
    createdAt: at,
    updatedAt: at,
  },
  batch: { id: 'b1', total: 4, completed: 1, failed: 0, canceled: 0, changes: 1, completedAt: null },
} as EventMessage;

/** The event as it arrives, without one property of its job. */
function received(without?: string) {
  const message = JSON.parse(encode(topic, event));
  if (without) delete message.job[without];
  return decode(topic, message);
}

it('a topic names a channel by the id', () => {
  expect([topic.channel, topics.progress('j1').channel]).toEqual([
    'events:5f5f5f5f5f5f5f5f5f5f5f5f',
    'progress:j1',
  ]);
});

it('a topic receives an event as it was published, with dates as text', () => {
  expect(received()).toEqual(JSON.parse(JSON.stringify(event)));
});

// Compiled documents read an event’s job without checks, and a publisher of another version may omit any property.
it.each(Object.keys(event.job))('a topic completes or rejects an event without its job’s %s', (name) => {
  const job: object | undefined = received(name)?.job;
  if (job) expect(Object.keys(job).sort()).toEqual(Object.keys(event.job).sort());
  const optional = [
    'options',
    'batch',
    'schedule',
    'template',
    'basis',
    'generatedContent',
    'error',
    'checks',
    'finishReason',
    'attemptHistory',
    'startedAt',
    'completedAt',
  ];
  expect(job !== undefined).toBe(optional.includes(name));
});

it('a topic reads an event without attempts and checks as one with empty lists', () => {
  expect([received('attemptHistory')?.job.attemptHistory, received('checks')?.job.checks]).toEqual([[], []]);
});

it.each([null, 'not JSON', 7, [], {}, { ...event, seq: '1' }, { ...event, occurredAt: 7 }])(
  'a topic rejects the message %j',
  (message) => {
    expect(decode(topic, message)).toBeNull();
  },
);
