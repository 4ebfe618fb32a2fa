import { expect, it } from 'vitest';
import { cpuMicros, parsePsTime, parseStat, residentKb } from '../../bench/lib/cpu.js';

it('reads user and system time after a process name with spaces and brackets', () => {
  const stat = '42 (no) de (x) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 0 0 20 0 11 0 100 1 1';
  expect(parseStat(stat)).toBe(2_000_000);
});

it('reads minutes, hours and days in the output of ps', () => {
  expect(parsePsTime('  0:01.25\n')).toBe(1_250_000);
  expect(parsePsTime('01:02:03')).toBe(3_723_000_000);
  expect(parsePsTime('2-00:00:01')).toBe(172_801_000_000);
});

it('counts the CPU time of the current process', () => {
  const before = cpuMicros(process.pid);
  const used = process.cpuUsage();
  while (process.cpuUsage(used).user < 200_000);
  const counted = cpuMicros(process.pid) - before;
  const { user, system } = process.cpuUsage(used);
  expect(Math.abs(counted - user - system)).toBeLessThan(100_000);
  expect(residentKb(process.pid)).toBeGreaterThan(10_000);
});
