import { tracingChannel } from 'node:diagnostics_channel';
import { DURATIONS, type Meter } from './meter.js';

/** These wait at the server for as long as there is nothing to do. */
const BLOCKING = /^(b[rlz]|xread|wait)/;

/** Measures the round trips of all connections of the process, by the channel on which ioredis reports its commands. */
export function observeRedis(meter: Meter): void {
  const durations = meter.histogram({
    name: 'redis_command_duration_seconds',
    help: 'Round trips of commands of Redis, by command and outcome. Commands that wait for work are not measured.',
    labels: ['command', 'outcome'],
    buckets: DURATIONS,
  });
  const begun = new WeakMap<object, number>();
  const ended = (outcome: string) => (message: object) => {
    const at = begun.get(message);
    if (at === undefined) return;
    begun.delete(message);
    const command = (message as { command: string }).command.toLowerCase();
    durations.observe({ command, outcome }, (performance.now() - at) / 1_000);
  };
  const failed = ended('error');
  tracingChannel<object>('ioredis:command').subscribe({
    start(message) {
      if (!BLOCKING.test((message as { command: string }).command.toLowerCase()))
        begun.set(message, performance.now());
    },
    end() {},
    asyncStart() {},
    // After `error`, which has removed the message.
    asyncEnd: ended('ok'),
    error: failed,
  });
}
