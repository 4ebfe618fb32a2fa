import type { mongo } from 'mongoose';
import { createMeter, type Meter } from './meter.js';
import { serveMetrics } from './metrics-server.js';
import { createMongoMetrics } from './mongo-metrics.js';
import { observeRedis } from './redis-metrics.js';

export interface Metrics {
  meter: Meter;
  /** Where `/metrics` is served. */
  url: string;
  observeMongo: (client: mongo.MongoClient) => void;
  close(): Promise<void>;
}

/**
 * Serves the metrics of this process: those of Node, MongoDB and Redis, and those that features declare with the meter.
 * @throws StartError where the port is in use
 */
export async function startMetrics(settings: { host: string; port: number }): Promise<Metrics> {
  const meter = await createMeter();
  observeRedis(meter);
  const { url, close } = await serveMetrics(meter, settings);
  return { meter, url, observeMongo: createMongoMetrics(meter), close };
}
