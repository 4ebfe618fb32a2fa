import type { Meter } from '../../infra/telemetry/meter.js';
import type { JobEvent } from './event-log.js';

/** Seconds. More than two seconds is the sweeper's work. */
const LAGS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const;

/**
 * Returns a function to call with each event that a subscriber receives, if it was subscribed when the event was
 * committed.
 */
export function createEventMetrics(meter: Meter): (event: JobEvent) => void {
  const lags = meter.histogram({
    name: 'event_delivery_lag_seconds',
    help: 'The time from the commit of an event in MongoDB, by its clock, to its delivery. What a subscriber catches up on after a reconnection is not measured.',
    buckets: LAGS,
  });
  return ({ occurredAt }) => lags.observe(Math.max(0, Date.now() - new Date(occurredAt).getTime()) / 1_000);
}
