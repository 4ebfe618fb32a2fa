import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';

/** A metric in a query, and the labels that the query expects. */
export interface Selector {
  metric: string;
  /** Compared labels, with the literal values. The list is empty for a regular expression with special characters. */
  matchers: { label: string; values: string[] }[];
  /** Labels by which the query groups its series. */
  groups: string[];
}

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

export const ALERTS = file('deploy/observability/alerts.yml');
/** The expression of each alert, by its name. */
export const RULES = [
  ...ALERTS.matchAll(/- alert: (\w+)\n\s+expr: (?:>-\n)?([\s\S]*?)\n\s+(?:for|labels):/g),
].map(([, name = '', expression = '']) => ({ name, expression: expression.replace(/\s+/g, ' ').trim() }));

const dashboard = JSON.parse(file('deploy/observability/grafana/dashboard.json')) as {
  panels: { title: string; targets: { expr: string }[] }[];
};

/** Every query of the dashboard and of the alerts. Grafana’s interval is five minutes here. */
export const QUERIES = [
  ...RULES.map(({ expression }) => expression),
  ...dashboard.panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m')),
  ),
];

/**
 * Reads the selectors of a query, by the grammar of Prometheus’ own editor.
 * @throws if the query is not PromQL
 */
export function selectorsIn(query: string): Selector[] {
  const text = ({ from, to }: { from: number; to: number }) => query.slice(from, to);
  const selectors: Selector[] = [];
  const groups: { from: number; to: number; labels: string[] }[] = [];
  parser.parse(query).iterate({
    enter({ node }) {
      if (node.type.isError) throw new Error(`no PromQL at ${node.from} of: ${query}`);
      if (node.name === 'AggregateExpr') groups.push({ from: node.from, to: node.to, labels: [] });
      if (node.name === 'GroupingLabels') {
        const own = groups.findLast(({ from, to }) => from <= node.from && node.to <= to);
        own?.labels.push(...node.getChildren('LabelName').map(text));
      }
      if (node.name === 'VectorSelector') {
        const metric = node.getChild('Identifier');
        const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
        selectors.push({
          metric: metric ? text(metric) : '',
          matchers: matchers.map((matcher) => {
            const [label, value] = [matcher.getChild('LabelName'), matcher.getChild('StringLiteral')];
            const alternatives = value ? text(value).slice(1, -1).split('|') : [];
            return {
              label: label ? text(label) : '',
              values: alternatives.every((each) => /^[\w-]*$/.test(each)) ? alternatives : [],
            };
          }),
          groups: groups
            .filter(({ from, to }) => from <= node.from && node.to <= to)
            .flatMap(({ labels }) => labels),
        });
      }
    },
  });
  return selectors;
}
