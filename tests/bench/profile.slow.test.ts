import type { Profiler } from 'node:inspector';
import { expect, it } from 'vitest';
import {
  byFunction,
  byPackage,
  callsOfMemory,
  callsOfTime,
  packageOf,
} from '../../bench/lib/profile-by-package.js';

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url, scriptId: '0', lineNumber: 9, columnNumber: 0 },
  children,
});
const profile: Profiler.Profile = {
  startTime: 0,
  endTime: 10_000,
  nodes: [
    node(1, '(root)', '', [2, 5, 6]),
    node(2, 'handle', 'file:///app/dist/server.js', [3]),
    node(3, 'find', 'file:///app/node_modules/mongodb/lib/find.js', [4]),
    node(4, 'writev', ''),
    node(5, '(idle)', ''),
    node(6, '(garbage collector)', ''),
  ],
  samples: [2, 3, 4, 4, 5, 6],
  timeDeltas: [0, 1_000, 2_000, 500, 500, 4_000],
};

it('attributes native code to the package that called it, and reports idle time and garbage collection separately', () => {
  expect(byPackage(callsOfTime(profile))).toEqual([
    { name: '(idle)', amount: 4_000 },
    { name: 'mongodb', amount: 2_000 },
    { name: 'product', amount: 1_000 },
    { name: 'native code called by mongodb', amount: 1_000 },
  ]);
});

it('attributes allocations of native code to the package that called it', () => {
  const { callFrame: root } = node(1, '(root)', '');
  const { callFrame: find } = node(2, 'find', 'file:///app/node_modules/mongodb/lib/find.js');
  const { callFrame: slice } = node(3, 'slice', '');
  const inside = { callFrame: slice, id: 3, selfSize: 48, children: [] };
  const head = {
    callFrame: root,
    id: 1,
    selfSize: 0,
    children: [{ callFrame: find, id: 2, selfSize: 16, children: [inside] }],
  };
  expect(byPackage(callsOfMemory({ head }))).toEqual([
    { name: 'native code called by mongodb', amount: 48 },
    { name: 'mongodb', amount: 16 },
  ]);
});

it('names a function by its position in the source', () => {
  expect(byFunction(callsOfTime(profile)).map(({ name }) => name)).toEqual([
    '(idle)',
    'find mongodb/lib/find.js:10',
    'handle dist/server.js:10',
    'writev (native)',
  ]);
});

it('attributes nested packages to the innermost one, with its scope', () => {
  expect(packageOf('file:///a/node_modules/x/node_modules/@scope/name/i.js')).toBe('@scope/name');
  expect(packageOf('node:internal/streams/writable')).toBe('node:internal/streams');
  expect(packageOf('file:///a/dist/api.js')).toBe('product');
});
