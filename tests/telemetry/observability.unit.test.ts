import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { ALERTS, QUERIES, RULES, selectorsIn } from './queries.js';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

/** Every name in a scrape of the API or of the worker. */
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

it('metrics and labels are parsed from queries, and invalid queries are rejected', () => {
  const query = `sum by (le, one) (rate(one_bucket{two="x", three=~"y|z", four=~"4.."}[5m])) > on () two_total and up == 1`;
  expect(selectorsIn(query)).toEqual([
    {
      metric: 'one_bucket',
      matchers: [
        { label: 'two', values: ['x'] },
        { label: 'three', values: ['y', 'z'] },
        { label: 'four', values: [] },
      ],
      groups: ['le', 'one'],
    },
    { metric: 'two_total', matchers: [], groups: [] },
    { metric: 'up', matchers: [], groups: [] },
  ]);
  expect(() => selectorsIn('sum by (le (up)')).toThrow('no PromQL');
});

it('the dashboard and the alerts use only metrics that are scraped', async () => {
  const known = (await scrapedNames()).add('up');
  expect(QUERIES.length).toBeGreaterThan(40);
  for (const query of QUERIES) {
    const names = selectorsIn(query).map(({ metric }) => metric);
    expect([query, names.length > 0]).toEqual([query, true]);
    expect([query, names.filter((name) => !known.has(name))]).toEqual([query, []]);
  }
});

/** The binary of Prometheus, which .ci/tools builds. */
const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

it.skipIf(!hasPromtool)('Prometheus itself parses all queries', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'queries-'));
  const rules = QUERIES.map((expr, index) => ({ record: `query:${index}`, expr }));
  const path = join(dir, 'rules.yml');
  await writeFile(path, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'rules', '--lint=none', path]);
  await rm(dir, { recursive: true });
  expect([status, `${stdout}${stderr}`]).toEqual([0, expect.stringContaining(`${QUERIES.length} rules`)]);
});

it('docs/operating.md explains every alert, and a test shows that each fires', () => {
  expect(RULES.map(({ name }) => name)).toEqual(
    [...ALERTS.matchAll(/- alert: (\w+)/g)].map(([, name]) => name),
  );
  const lines = file('docs/operating.md').split('\n');
  const fired = [
    ...file('deploy/observability/alerts.test.yml').matchAll(/alertname: (\w+)\n.*\n\s+exp_alerts/g),
  ];
  for (const { name } of RULES) {
    const [, meaning, look, act] = (lines.find((line) => line.startsWith(`| \`${name}\` |`)) ?? '').split(
      ' | ',
    );
    for (const cell of [meaning, look, act])
      expect([name, cell]).toEqual([name, expect.stringMatching(/\w/)]);
    expect(fired.map(([, fires]) => fires)).toContain(name);
  }
});

it('a scrape contains all other metrics if one cannot be read', async () => {
  const meter = await createMeter();
  const read = () => Promise.reject(new Error('Redis is away'));
  meter.gauge({ name: 'with_label', help: 'fails', labels: ['state'], read });
  meter.gauge({ name: 'without_label', help: 'fails', read });
  meter.gauge({ name: 'another', help: 'works', read: (gauge) => gauge.set(1) });
  const { text } = await meter.scrape();
  expect(text).toMatch(/^another 1$/m);
  expect(text).not.toMatch(/^with(out)?_label/m);
});
