import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createOperationMetrics } from '../../src/execution/operation-metrics.js';
import { createMeter } from '../../src/infra/telemetry/meter.js';
import { createMongoMetrics } from '../../src/infra/telemetry/mongo-metrics.js';
import { observeRedis } from '../../src/infra/telemetry/redis-metrics.js';
import { createEventMetrics } from '../../src/modules/events/event-metrics.js';
import { observeQueue } from '../../src/modules/jobs/queue-metrics.js';
import { createProviderMetrics } from '../../src/provider/provider-metrics.js';
import { createSocketMetrics } from '../../src/websocket/socket-metrics.js';
import { createSweeperMetrics, observeAttempts } from '../../src/worker/attempt-metrics.js';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** Names in a query: what is followed by labels, a range, an operator or its end, and is no function or label. */
function metricsIn(query: string): string[] {
  const bare = query.replace(/\{[^}]*\}/g, '{}').replace(/\b(?:by|without|on) ?\([^)]*\)/g, '');
  return (bare.match(/\b[a-z]\w*_\w+\b(?!\()|\bup\b/g) ?? []).filter(
    (name) => !/^(__|histogram_quantile$)/.test(name),
  );
}

/** Every name that a scrape of the API or of the worker shows. */
async function scrapedNames(): Promise<Set<string>> {
  const meter = await createMeter();
  createMongoMetrics(meter);
  observeRedis(meter);
  createOperationMetrics(meter);
  createSocketMetrics(meter).read(() => ({ sockets: 0, subscriptions: 0 }));
  createEventMetrics(meter);
  observeQueue(meter, {} as never);
  createProviderMetrics(meter);
  observeAttempts({} as never, meter);
  createSweeperMetrics(meter);
  const { text } = await meter.scrape();
  const declared = [...text.matchAll(/^# TYPE (\S+) (\w+)/gm)];
  return new Set(
    declared.flatMap(([, name = '', type]) =>
      type === 'histogram' || type === 'summary'
        ? [name, ...['bucket', 'sum', 'count'].map((part) => `${name}_${part}`)]
        : [name],
    ),
  );
}

const alerts = file('deploy/observability/alerts.yml');
/** The expression of each alert, by its name. */
const rules = [...alerts.matchAll(/- alert: (\w+)\n\s+expr: (?:>-\n)?([\s\S]*?)\n\s+(?:for|labels):/g)].map(
  ([, name = '', expression = '']) => ({ name, expression }),
);
const dashboard = JSON.parse(file('deploy/observability/grafana/dashboard.json')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};

it('reads names out of queries', () => {
  expect(
    metricsIn('sum by (le, some_label) (rate(one_bucket{other_label="x"}[5m])) > two_total and up == 1'),
  ).toEqual(['one_bucket', 'two_total', 'up']);
});

it('asks in dashboard and alerts only for metrics that are scraped', async () => {
  const known = (await scrapedNames()).add('up');
  const queries = [
    ...rules.map(({ expression }) => expression),
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  expect(queries.length).toBeGreaterThan(40);
  for (const query of queries) {
    const names = metricsIn(query);
    expect([query, names.length > 0]).toEqual([query, true]);
    expect([query, names.filter((name) => !known.has(name))]).toEqual([query, []]);
  }
});

it('explains every alert in docs/operating.md', () => {
  expect(rules.map(({ name }) => name)).toEqual(
    [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name),
  );
  const explained = [...file('docs/operating.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  for (const { name } of rules) expect(explained).toContain(name);
});

it('scrapes all other numbers if one cannot be read', async () => {
  const meter = await createMeter();
  const read = () => Promise.reject(new Error('Redis is away'));
  meter.gauge({ name: 'with_label', help: 'fails', labels: ['state'], read });
  meter.gauge({ name: 'without_label', help: 'fails', read });
  meter.gauge({ name: 'another', help: 'works', read: (gauge) => gauge.set(1) });
  const { text } = await meter.scrape();
  expect(text).toMatch(/^another 1$/m);
  expect(text).not.toMatch(/^with(out)?_label/m);
});
