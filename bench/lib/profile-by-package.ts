import type { Profiler } from 'node:inspector';

/** Where a process's time went. */
export interface Share {
  name: string;
  ms: number;
}

/** Time without anything to do: no part of what a process spends. */
export const IDLE = '(idle)';
const NATIVE = 'native code called by ';

/** Self time of each package, the product's own code, Node's own modules, native code by its caller, and collection. */
export function byPackage(profile: Profiler.Profile): Share[] {
  const parents = parentsOf(profile);
  return sumBy(profile, (node) => {
    const { url, functionName } = node.callFrame;
    if (url) return packageOf(url);
    if (functionName.startsWith('(')) return functionName;
    // A native function has no file; who called it is what one can change.
    for (let caller = parents.get(node.id); caller; caller = parents.get(caller.id)) {
      if (caller.callFrame.url) return `${NATIVE}${packageOf(caller.callFrame.url)}`;
    }
    return 'native code';
  });
}

/** Self time of each function, by its place in the source. */
export function byFunction(profile: Profiler.Profile): Share[] {
  return sumBy(profile, ({ callFrame: { url, functionName, lineNumber } }) => {
    if (!url) return functionName.startsWith('(') ? functionName : `${functionName} (native)`;
    const file = url
      .replace(/^file:\/\//, '')
      .replace(/^.*\/node_modules\//, '')
      .replace(/^.*\/dist\//, 'dist/');
    return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
  });
}

/** The npm package, `product` for its own code, or `node:…` for a module of Node's. */
export function packageOf(url: string): string {
  if (url.startsWith('node:')) return url.replace(/^node:internal\/([^/]+).*$/, 'node:internal/$1');
  const inside = url.split('/node_modules/');
  if (inside.length === 1) return 'product';
  const [scope = '', name = ''] = (inside.at(-1) as string).split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

function sumBy(profile: Profiler.Profile, nameOf: (node: Profiler.ProfileNode) => string): Share[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const micros = new Map<string, number>();
  const { samples = [], timeDeltas = [] } = profile;
  samples.forEach((id, index) => {
    const node = nodes.get(id);
    if (!node) return;
    const name = nameOf(node);
    // The time of a sample is what passes until the next one.
    micros.set(name, (micros.get(name) ?? 0) + (timeDeltas[index + 1] ?? 0));
  });
  return [...micros].map(([name, us]) => ({ name, ms: us / 1_000 })).sort((a, b) => b.ms - a.ms);
}

function parentsOf(profile: Profiler.Profile): Map<number, Profiler.ProfileNode> {
  const parents = new Map<number, Profiler.ProfileNode>();
  for (const node of profile.nodes) for (const child of node.children ?? []) parents.set(child, node);
  return parents;
}
