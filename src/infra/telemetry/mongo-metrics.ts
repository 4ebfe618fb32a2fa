import type { mongo } from 'mongoose';
import { DURATIONS, type Meter } from './meter.js';

/** Returns what watches a client of MongoDB from its creation on: its pool and, with `monitorCommands`, its commands. */
export function createMongoMetrics(meter: Meter): (client: mongo.MongoClient) => void {
  let open = 0;
  let inUse = 0;
  let waiting = 0;
  meter.gauge({
    name: 'mongodb_pool_connections',
    help: 'Connections of the pool to MongoDB: open, in use, and operations that wait for one.',
    labels: ['state'],
    read(gauge) {
      gauge.set({ state: 'open' }, open);
      gauge.set({ state: 'in_use' }, inUse);
      gauge.set({ state: 'waiting' }, waiting);
    },
  });
  const failures = meter.counter({
    name: 'mongodb_pool_checkout_failures_total',
    help: 'Operations that got no connection, by reason.',
    labels: ['reason'],
  });
  // A rate does not see the first failure of a series that begins with it.
  for (const reason of ['timeout', 'connectionError', 'poolClosed']) failures.inc({ reason }, 0);
  const durations = meter.histogram({
    name: 'mongodb_command_duration_seconds',
    help: 'Durations of commands of MongoDB, by command and outcome.',
    labels: ['command', 'outcome'],
    buckets: DURATIONS,
  });
  const ended = (outcome: string) => (event: { commandName: string; duration: number }) =>
    durations.observe({ command: event.commandName, outcome }, event.duration / 1_000);

  return (client) => {
    client.on('connectionCreated', () => void open++);
    client.on('connectionClosed', () => void open--);
    client.on('connectionCheckOutStarted', () => void waiting++);
    client.on('connectionCheckedOut', () => {
      waiting--;
      inUse++;
    });
    client.on('connectionCheckOutFailed', ({ reason }) => {
      waiting--;
      failures.inc({ reason });
    });
    client.on('connectionCheckedIn', () => void inUse--);
    client.on('commandSucceeded', ended('ok'));
    client.on('commandFailed', ended('error'));
  };
}
