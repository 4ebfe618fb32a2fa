import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import { endOf, startChild } from '../../local/process/local-server.js';
import { startMongod } from '../../local/stores/mongod.js';

it('keeps the output of a child, and stops it on request', async () => {
  const lines: string[] = [];
  const child = startChild('/bin/sh', ['-c', 'echo one; echo two >&2; exec sleep 60'], {
    onLine: (line) => lines.push(line),
  });
  await expect.poll(() => lines.toSorted()).toEqual(['one', 'two']);
  await child.stop();
  expect((await child.exited).lastLines.toSorted()).toEqual(['one', 'two']);
  expect(isAlive(child.pid)).toBe(false);
});

it('kills a child that does not stop', async () => {
  let deaf = false;
  const child = startChild('/bin/sh', ['-c', 'trap "" TERM; echo deaf; while :; do sleep 0.05; done'], {
    onLine: () => {
      deaf = true;
    },
  });
  await expect.poll(() => deaf).toBe(true);
  await child.stop(100);
  expect(isAlive(child.pid)).toBe(false);
});

it('forwards messages, the environment and the exit code', async () => {
  const script = 'process.send({ word: process.env.WORD }, () => process.exit(7))';
  const child = startChild(process.execPath, ['-e', script], { ipc: true, env: { WORD: 'tea' } });
  expect((await once(child.process, 'message'))[0]).toEqual({ word: 'tea' });
  expect((await child.exited).code).toBe(7);
});

it('leaves no process behind when its parent is killed right after the start', async () => {
  const script = `
    import { startChild } from './build/local/process/local-server.js';
    import { writeSync } from 'node:fs';
    for (let i = 0; i < 5; i++) writeSync(1, startChild('sleep', ['60']).pid + ' ');
    process.kill(process.pid, 'SIGKILL');
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const pids = (await text(parent.stdout)).trim().split(' ').map(Number);
  expect(pids).toHaveLength(5);
  await expect.poll(() => pids.filter(isAlive), { timeout: 5_000 }).toEqual([]);
});

it('reports the fault of a server that could not start, without its shutdown messages', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'smart-content-child-'));
  const cacheDir = defaultCacheDir(process.env);
  const first = await startMongod({ dataDir, cacheDir });
  onTestFinished(async () => {
    await first.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  await expect(startMongod({ dataDir, cacheDir })).rejects.toThrow(/^mongod ended with 100: .*DBPathInUse/);
});

it.each([
  ['the last line of a server that writes plain text', ['one', 'two'], 'two'],
  [
    'the fault that pino logged',
    ['{"level":60,"msg":"no","err":{"message":"why"}}', '{"level":30,"msg":"bye"}'],
    'no: why',
  ],
  [
    'the fault that mongod logged',
    ['{"s":"E","msg":"no","attr":{"error":"why"}}', '{"s":"I","msg":"bye"}'],
    'no: why',
  ],
  ['that there was no output', [], 'no output'],
])('reports at the end of a child: %s', (_, lastLines, said) => {
  expect(endOf('it', { code: 1, lastLines })).toBe(`it ended with 1: ${said}`);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
