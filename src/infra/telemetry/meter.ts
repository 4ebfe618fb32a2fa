import type { Counter, Gauge, Histogram } from 'prom-client';

export interface MetricOptions<Label extends string> {
  name: string;
  help: string;
  /** The names of the labels. Each must have few values: every combination stays in memory until the process ends. */
  labels?: readonly Label[];
}

/** Declares metrics, and shows them all to Prometheus. */
export interface Meter {
  counter<Label extends string = never>(options: MetricOptions<Label>): Counter<Label>;
  histogram<Label extends string = never>(
    options: MetricOptions<Label> & { buckets: readonly number[] },
  ): Histogram<Label>;
  /**
   * Declares a number that is read at each scrape. If the read fails, the scrape has no such number, and all others.
   */
  gauge<Label extends string = never>(
    options: MetricOptions<Label> & { read: (gauge: Gauge<Label>) => Promise<void> | void },
  ): void;
  /** All metrics in the text format of Prometheus. */
  scrape(): Promise<{ contentType: string; text: string }>;
}

/** Durations of requests, in seconds. */
export const DURATIONS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** Loads prom-client, and declares the metrics of the process: event loop, garbage collection, memory, CPU. */
export async function createMeter(): Promise<Meter> {
  const prom = await import('prom-client');
  const registry = new prom.Registry();
  prom.collectDefaultMetrics({ register: registry });
  const common = <Label extends string>({ name, help, labels = [] }: MetricOptions<Label>) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });
  return {
    counter: (options) => new prom.Counter(common(options)),
    histogram: ({ buckets, ...options }) => new prom.Histogram({ ...common(options), buckets: [...buckets] }),
    gauge({ read, ...options }) {
      new prom.Gauge({
        ...common(options),
        async collect() {
          this.reset();
          try {
            await read(this);
          } catch {
            // `reset` has set one without labels to 0, which would be a number.
            if (!options.labels?.length) this.remove();
          }
        },
      });
    },
    async scrape() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** The first `limit` distinct values as they are, and `other` for all later ones: clients choose the values. */
export function bounded(limit: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= limit) return 'other';
    known.add(value);
    return value;
  };
}
