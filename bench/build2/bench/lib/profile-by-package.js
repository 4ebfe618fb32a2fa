/** Time without anything to do: no part of what a process spends. */
export const IDLE = '(idle)';
const NATIVE = 'native code called by ';
/** The calls of a CPU profile, in microseconds. */
export function callsOfTime({ nodes, samples = [], timeDeltas = [] }) {
    const calls = new Map(nodes.map(({ id, callFrame }) => [id, { callFrame, caller: undefined, amount: 0 }]));
    for (const { id, children = [] } of nodes) {
        for (const child of children) {
            const called = calls.get(child);
            if (called)
                called.caller = calls.get(id);
        }
    }
    samples.forEach((id, index) => {
        const call = calls.get(id);
        // The time of a sample is what passes until the next one.
        if (call)
            call.amount += timeDeltas[index + 1] ?? 0;
    });
    return [...calls.values()];
}
/** The calls of a heap profile, in bytes. */
export function callsOfMemory({ head }) {
    const calls = [];
    const add = (node, caller) => {
        const call = { callFrame: node.callFrame, caller, amount: node.selfSize };
        calls.push(call);
        for (const child of node.children)
            add(child, call);
    };
    add(head, undefined);
    return calls;
}
/** Of each package, the product's own code, Node's own modules, native code by its caller, and collection. */
export function byPackage(calls) {
    return sumBy(calls, ({ callFrame: { url, functionName }, caller }) => {
        if (url)
            return packageOf(url);
        if (functionName.startsWith('('))
            return functionName;
        // A native function has no file; who called it is what one can change.
        for (let above = caller; above; above = above.caller) {
            if (above.callFrame.url)
                return `${NATIVE}${packageOf(above.callFrame.url)}`;
        }
        return 'native code';
    });
}
/** Of each function, by its place in the source. */
export function byFunction(calls) {
    return sumBy(calls, ({ callFrame: { url, functionName, lineNumber } }) => {
        if (!url)
            return functionName.startsWith('(') ? functionName : `${functionName} (native)`;
        const file = url
            .replace(/^file:\/\//, '')
            .replace(/^.*\/node_modules\//, '')
            .replace(/^.*\/dist\//, 'dist/');
        return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
    });
}
/** The npm package, `product` for its own code, or `node:…` for a module of Node's. */
export function packageOf(url) {
    if (url.startsWith('node:'))
        return url.replace(/^node:internal\/([^/]+).*$/, 'node:internal/$1');
    const inside = url.split('/node_modules/');
    if (inside.length === 1)
        return 'product';
    const [scope = '', name = ''] = inside.at(-1).split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
function sumBy(calls, nameOf) {
    const sums = new Map();
    for (const call of calls) {
        if (call.amount === 0)
            continue;
        const name = nameOf(call);
        sums.set(name, (sums.get(name) ?? 0) + call.amount);
    }
    return [...sums].map(([name, amount]) => ({ name, amount })).sort((a, b) => b.amount - a.amount);
}
