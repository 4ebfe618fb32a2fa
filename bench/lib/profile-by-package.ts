import type { HeapProfiler, Profiler, Runtime } from 'node:inspector';

/** A called function, its caller, and its cost: microseconds, or bytes. */
export interface Call {
  callFrame: Runtime.CallFrame;
  caller: Call | undefined;
  amount: number;
}

/** The costs of a process, by call. */
export interface Share {
  name: string;
  amount: number;
}

/** Idle time, which is not a cost of the process. */
export const IDLE = '(idle)';
const NATIVE = 'native code called by ';

/** The calls of a CPU profile, in microseconds. */
export function callsOfTime({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Call[] {
  const calls = new Map<number, Call>(
    nodes.map(({ id, callFrame }) => [id, { callFrame, caller: undefined, amount: 0 }]),
  );
  for (const { id, children = [] } of nodes) {
    for (const child of children) {
      const called = calls.get(child);
      if (called) called.caller = calls.get(id);
    }
  }
  samples.forEach((id, index) => {
    const call = calls.get(id);
    // The time of a sample is the time until the next one.
    if (call) call.amount += timeDeltas[index + 1] ?? 0;
  });
  return [...calls.values()];
}

/** The calls of a heap profile, in bytes. */
export function callsOfMemory({ head }: HeapProfiler.SamplingHeapProfile): Call[] {
  const calls: Call[] = [];
  const add = (node: HeapProfiler.SamplingHeapProfileNode, caller: Call | undefined) => {
    const call: Call = { callFrame: node.callFrame, caller, amount: node.selfSize };
    calls.push(call);
    for (const child of node.children) add(child, call);
  };
  add(head, undefined);
  return calls;
}

/** The costs of each package, the product's code, Node's modules, native code by its caller, and garbage collection. */
export function byPackage(calls: readonly Call[]): Share[] {
  return sumBy(calls, ({ callFrame: { url, functionName }, caller }) => {
    if (url) return packageOf(url);
    if (functionName.startsWith('(')) return functionName;
    // A native function has no file, so its cost goes to its caller.
    for (let above = caller; above; above = above.caller) {
      if (above.callFrame.url) return `${NATIVE}${packageOf(above.callFrame.url)}`;
    }
    return 'native code';
  });
}

/** The costs of each function, by its place in the source. */
export function byFunction(calls: readonly Call[]): Share[] {
  return sumBy(calls, ({ callFrame: { url, functionName, lineNumber } }) => {
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

function sumBy(calls: readonly Call[], nameOf: (call: Call) => string): Share[] {
  const sums = new Map<string, number>();
  for (const call of calls) {
    if (call.amount === 0) continue;
    const name = nameOf(call);
    sums.set(name, (sums.get(name) ?? 0) + call.amount);
  }
  return [...sums].map(([name, amount]) => ({ name, amount })).sort((a, b) => b.amount - a.amount);
}
