import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { download } from '../../local/downloads/download.js';
import { whileLocked } from '../../local/downloads/lock.js';
import { cachedOnce } from '../../local/downloads/paths.js';
import { createProgress } from '../../local/output/progress.js';
import { freePort } from '../../local/process/run.js';
import { type HubOptions, startHub } from '../support/hub.js';

const content = randomBytes(400_000);
let dir: string;
let lines: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'smart-content-download-'));
  lines = [];
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
});

/** Downloads from a simulated hub into the test’s directory. */
async function from(options: Partial<HubOptions>, sha256?: string) {
  const hub = await startHub({ content, ...options });
  const file = join(dir, 'file');
  const progress = createProgress((line) => lines.push(line));
  const limits = { connect: 500, headers: 500 };
  const done = download({
    url: hub.url,
    name: 'the thing',
    sha256: sha256 ?? hub.sha256,
    file,
    progress,
    limits,
  });
  return { hub, file, done };
}

describe('a download', () => {
  it('is verified, and reported at its start, its quarters and its end', async () => {
    const { hub, file, done } = await from({});
    await done;
    expect(content.equals(await readFile(file))).toBe(true);
    expect(hub.ranges).toEqual(['']);
    expect(lines[0]).toMatch(/^downloading the thing \(0\.4 MB, 127\.0\.0\.1:\d+\)$/);
    expect(lines.some((line) => /^the thing: (25|50|75) %$/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/^downloaded the thing \(0\.4 MB in [\d.]+ s, [\d.]+ MB\/s\)$/);
    expect(await readdir(dir)).toEqual(['file']);
  });

  it('that breaks off is resumed', async () => {
    const { hub, file, done } = await from({ breaks: [100_000, 100_000] });
    await done;
    expect(content.equals(await readFile(file))).toBe(true);
    expect(hub.ranges[0]).toBe('');
    expect(hub.ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it('that an earlier start left unfinished is resumed', async () => {
    await writeFile(join(dir, 'file'), content.subarray(0, 150_000));
    await writeFile(join(dir, 'file.tag'), '"one"');
    const { hub, file, done } = await from({});
    await done;
    expect(content.equals(await readFile(file))).toBe(true);
    expect(hub.ranges).toEqual(['bytes=150000-']);
  });

  it.each([
    ['the hub has another file now', { etag: '"two"' }],
    ['the hub does not support ranges', { wholeOnly: true }],
  ])('is restarted if %s', async (_, options) => {
    await writeFile(join(dir, 'file'), randomBytes(150_000));
    await writeFile(join(dir, 'file.tag'), '"one"');
    const { file, done } = await from(options);
    await done;
    expect(content.equals(await readFile(file))).toBe(true);
  });

  it('is restarted if the part of an earlier start belongs to another file', async () => {
    await writeFile(join(dir, 'file'), randomBytes(150_000));
    await writeFile(join(dir, 'file.tag'), '"one"');
    const { hub, file, done } = await from({});
    await done;
    expect(content.equals(await readFile(file))).toBe(true);
    expect(hub.ranges).toEqual(['bytes=150000-', '']);
  });

  it('is restarted if the part of an earlier start is of unknown origin', async () => {
    await writeFile(join(dir, 'file'), randomBytes(150_000));
    const { hub, file, done } = await from({});
    await done;
    expect(content.equals(await readFile(file))).toBe(true);
    expect(hub.ranges).toEqual(['']);
  });

  it('is given up if it breaks off repeatedly without progress', async () => {
    const { hub, done } = await from({ breaks: [0, 0, 0, 0, 0, 0] });
    await expect(done).rejects.toThrow(/^127\.0\.0\.1:\d+ broke off \(\w+\)$/);
    expect(hub.ranges).toHaveLength(3);
  });

  it('with a wrong hash is neither used nor kept', async () => {
    const { done } = await from({}, '0'.repeat(64));
    await expect(done).rejects.toThrow(
      /^what 127\.0\.0\.1:\d+ sent is not what was expected of the thing \(SHA-256 \w{64}\)/,
    );
    expect(await readdir(dir)).toEqual([]);
    expect(lines.some((line) => line.startsWith('downloaded'))).toBe(false);
  });

  it('reports the response of the host in one line', async () => {
    const { done } = await from({ status: 404 });
    await expect(done).rejects.toThrow(/^127\.0\.0\.1:\d+ answered 404$/);
  });

  it('gives up after the time limit if the host never responds', async () => {
    const began = Date.now();
    const { done } = await from({ status: 'silent' });
    await expect(done).rejects.toThrow(/^127\.0\.0\.1:\d+ does not answer$/);
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it('gives up if the host refuses', async () => {
    const port = await freePort();
    const file = join(dir, 'file');
    const progress = createProgress(() => {});
    await expect(
      download({ url: `http://127.0.0.1:${port}/`, name: 'it', sha256: '', file, progress }),
    ).rejects.toThrow(`127.0.0.1:${port} refuses the connection`);
  });
});

describe('the cache', () => {
  it('is filled by one of two concurrent starts, and the other one uses the result', async () => {
    let sendRest = () => {};
    const until = new Promise<void>((resolve) => {
      sendRest = resolve;
    });
    const hub = await startHub({ content, until });
    const script = `
      import { rename } from 'node:fs/promises';
      import { cachedOnce, partialOf } from './build/local/downloads/paths.js';
      import { download } from './build/local/downloads/download.js';
      import { createProgress } from './build/local/output/progress.js';
      const [, url, sha256, dir] = process.argv;
      const log = (line) => console.log(line);
      const made = await cachedOnce(dir, async (temp) => {
        const file = partialOf(dir);
        await download({ url, name: 'it', sha256, file, progress: createProgress(log) });
        await rename(file, temp + '/it');
      }, { log });
      console.log('made ' + made);
    `;
    const target = join(dir, 'thing');
    const start = () => {
      const args = ['--input-type=module', '-e', script, hub.url, hub.sha256, target];
      const { stdout } = spawn(process.execPath, args);
      const output = { soFar: '', whole: text(stdout) };
      stdout.on('data', (chunk: Buffer) => {
        output.soFar += chunk.toString();
      });
      return output;
    };
    const first = start();
    await expect.poll(() => hub.ranges.length, { timeout: 20_000 }).toBe(1);
    const second = start();
    await expect.poll(() => second.soFar, { timeout: 20_000 }).toContain('waiting for it');
    sendRest();
    const outputs = await Promise.all([first.whole, second.whole]);
    expect(outputs.every((output) => output.includes(`made ${target}`))).toBe(true);
    expect(outputs[0]).not.toContain('waiting for it');
    expect(hub.ranges).toHaveLength(1);
    expect(content.equals(await readFile(join(target, 'it')))).toBe(true);
    expect(await readdir(dir)).toEqual(['thing']);
  });

  it('takes over at once from a start that was killed, and removes its unfinished part', async () => {
    const target = join(dir, 'thing');
    const script = `
      import { writeFile } from 'node:fs/promises';
      import { cachedOnce } from './build/local/downloads/paths.js';
      await cachedOnce(process.argv[1], async (temp) => {
        await writeFile(temp + '/half', 'x');
        process.kill(process.pid, 'SIGKILL');
      });
    `;
    const killed = spawn(process.execPath, ['--input-type=module', '-e', script, target]);
    await text(killed.stdout);
    expect((await readdir(dir)).toSorted()).toEqual(['thing.lock', 'thing.part']);
    const began = Date.now();
    await cachedOnce(target, (temp) => writeFile(join(temp, 'whole'), 'x'));
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(await readdir(target)).toEqual(['whole']);
    expect(await readdir(dir)).toEqual(['thing']);
  });

  it('stays empty if a build fails, and is filled the next time', async () => {
    const target = join(dir, 'thing');
    const fails = cachedOnce(target, async (temp) => {
      await writeFile(join(temp, 'half'), 'x');
      throw new Error('no');
    });
    await expect(fails).rejects.toThrow('no');
    expect(await readdir(dir)).toEqual([]);
    await cachedOnce(target, (temp) => writeFile(join(temp, 'whole'), 'x'));
    await cachedOnce(target, () => Promise.reject(new Error('built twice')));
    expect(await readdir(target)).toEqual(['whole']);
  });

  it('reports the required space if the disk has too little', async () => {
    const fails = cachedOnce(join(dir, 'thing'), async () => {}, { needs: 1e18 });
    await expect(fails).rejects.toThrow(
      new RegExp(`^1000000000000 MB are needed in ${dir}, and \\d+ MB are free: make room`),
    );
  });
});

it('a lock serializes its users', async () => {
  let running = 0;
  let most = 0;
  const file = join(dir, 'lock');
  const work = async () => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 5 }, () => whileLocked(file, () => {}, work)));
  expect(most).toBe(1);
});

it('a connected but silent host does not delay the end of a download', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const progress = createProgress(() => {});
  await expect(
    download({
      url: `https://127.0.0.1:${port}/`,
      name: 'it',
      sha256: '',
      file: join(dir, 'file'),
      progress,
      limits: { connect: 300, headers: 300 },
    }),
  ).rejects.toThrow(`127.0.0.1:${port} does not answer`);
});
