import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { CompatData } from '@mdn/browser-compat-data';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
// @ts-expect-error: it is plain JavaScript, as the build runs it.
import { oldestBrowsers as readOldestBrowsers } from '../web/browsers.js';

/** Read by Node itself: 20 MB that need no transformation. */
const bcd = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;
const ASSETS = fileURLToPath(new URL('../web/dist/assets/', import.meta.url));
/** The names of the browsers in MDN’s data. */
const MDN: Record<string, string> = { ios: 'safari_ios' };
const oldestBrowsers = readOldestBrowsers as () => Record<string, string>;
const oldest = Object.entries(oldestBrowsers()).map(([name, version]) => ({
  name: MDN[name] ?? name,
  version,
}));

/**
 * Names of methods that others have too: React’s `Children.toArray`, and a method that is called only if it exists: the
 * format of a duration in rrule-temporal’s polyfill.
 */
const OTHERS: ReadonlySet<string> = new Set(['.toArray()', 'Intl.DurationFormat()']);

interface Support {
  version_added?: string | boolean | null;
  flags?: unknown;
}
interface Feature {
  __compat?: { support: Record<string, Support | Support[]> };
  [name: string]: unknown;
}

const isOlder = (one: string, other: string) => {
  const [a = [], b = []] = [one, other].map((version) => version.split('.').map(Number));
  return (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0);
};

/** The supported browsers that lack it. Partial support counts as support. */
function lacking({ __compat }: Feature): string[] {
  const has = ({ version_added: added, flags }: Support, version: string) =>
    !flags &&
    typeof added === 'string' &&
    added !== 'preview' &&
    isOlder(added.replace('≤', ''), version) <= 0;
  return oldest
    .filter(({ name, version }) => {
      const support = [__compat?.support[name] ?? []].flat();
      return support.length > 0 && !support.some((entry) => has(entry, version));
    })
    .map(({ name, version }) => `${name} ${version}`);
}

const builtins = { ...bcd.api, ...bcd.javascript.builtins } as unknown as Record<string, Feature>;
/** Objects whose methods may be called on a variable of any name. Names of DOM methods are too common for that. */
const VALUES = ['Array', 'Iterator', 'Map', 'Promise', 'RegExp', 'Set', 'String', 'TypedArray'];
/** All features with this method name. */
const owners = new Map<string, Feature[]>();
for (const owner of VALUES.map((name) => builtins[name] as Feature)) {
  for (const [name, member] of Object.entries(owner)) {
    if (!(member as Feature).__compat) continue;
    owners.set(name, [...(owners.get(name) ?? []), member as Feature]);
  }
}

interface Node {
  type: string;
  [field: string]: unknown;
}
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** Every node of a syntax tree. */
function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
}

/** The features that a script calls or constructs and that some of these browsers lack. */
function tooNew(source: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const note = (name: string, without: string[]) => {
    if (without.length > 0 && !OTHERS.has(name)) found.set(name, without);
  };
  for (const node of walk(parseAst(source) as unknown as Node)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const callee = node.callee as Node;
    if (callee.type === 'Identifier') {
      const feature = builtins[callee.name as string];
      if (feature?.__compat && node.type === 'NewExpression') note(`new ${callee.name}()`, lacking(feature));
    }
    if (callee.type !== 'MemberExpression' || callee.computed) continue;
    const object = callee.object as Node;
    const name = (callee.property as Node).name as string;
    const owner = object.type === 'Identifier' ? builtins[object.name as string] : undefined;
    const known = owner && ((owner[`${name}_static`] ?? owner[name]) as Feature | undefined);
    if (known?.__compat) {
      note(`${object.name}.${name}()`, lacking(known));
      continue;
    }
    // The type of the object is unknown: a method is too new if no feature with this name is old enough.
    const candidates = owners.get(name) ?? [];
    if (candidates.length > 0 && candidates.every((feature) => lacking(feature).length > 0))
      note(`.${name}()`, lacking(candidates[0] as Feature));
  }
  return found;
}

describe('the web app', () => {
  it('targets the browsers that web/README.md names', () => {
    const readme = readFileSync(new URL('../web/README.md', import.meta.url), 'utf8');
    const { chrome, firefox, safari } = oldestBrowsers();
    expect(readme).toContain(
      `Chrome and Edge from ${chrome}, Firefox from ${firefox}, Safari from ${safari}`,
    );
  });

  const scripts = readdirSync(ASSETS).filter((name) => name.endsWith('.js'));
  it('uses nothing that one of them lacks, in its own code or in its libraries', () => {
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts)
      expect([...tooNew(readFileSync(`${ASSETS}${name}`, 'utf8'))], name).toEqual([]);
  });

  it.each([
    ['AbortSignal.any([])', 'AbortSignal.any()'],
    ['Promise.withResolvers()', 'Promise.withResolvers()'],
    ['URL.canParse(text)', 'URL.canParse()'],
    ['one.isSubsetOf(other)', '.isSubsetOf()'],
    ['new URLPattern({})', 'new URLPattern()'],
  ])('is reported if it uses %s', (source, name) => {
    expect([...tooNew(source).keys()]).toEqual([name]);
  });

  it.each(['AbortSignal.timeout(1)', 'list.at(-1)', 'text.replaceAll(a, b)', 'list.find(a)', 'own.doIt()'])(
    'may use %s',
    (source) => {
      expect([...tooNew(source).keys()]).toEqual([]);
    },
  );
});
