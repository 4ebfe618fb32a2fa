import type { Profiler } from 'node:inspector';
import { expect, it } from 'vitest';
import { byFunction, byPackage, packageOf } from '../../bench/lib/profile-by-package.js';

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

it('gives native code to the package that called it, and keeps idle time and collection apart', () => {
  expect(byPackage(profile)).toEqual([
    { name: '(idle)', ms: 4 },
    { name: 'mongodb', ms: 2 },
    { name: 'product', ms: 1 },
    { name: 'native code called by mongodb', ms: 1 },
    { name: '(garbage collector)', ms: 0 },
  ]);
});

it('names a function by its place in the source', () => {
  expect(byFunction(profile).map(({ name }) => name)).toEqual([
    '(idle)',
    'find mongodb/lib/find.js:10',
    'handle dist/server.js:10',
    'writev (native)',
    '(garbage collector)',
  ]);
});

it('takes the innermost package of nested ones, with its scope', () => {
  expect(packageOf('file:///a/node_modules/x/node_modules/@scope/name/i.js')).toBe('@scope/name');
  expect(packageOf('node:internal/streams/writable')).toBe('node:internal/streams');
  expect(packageOf('file:///a/dist/api.js')).toBe('product');
});
