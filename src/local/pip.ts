import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findOnPath, run } from './run.js';

export interface PipArchive {
  project: string;
  version: string;
  /** Of the archive that pip downloads, in hexadecimal. */
  sha256: string;
  pipArguments?: string[];
}

/**
 * Downloads one archive with pip, pinned by version and hash, and answers with its path in `into`.
 * @throws one line with cause and remedy where there is no pip, no network, or another file than expected
 */
export async function downloadFromPip(archive: PipArchive, into: string): Promise<string> {
  const { project, version, sha256, pipArguments = [] } = archive;
  const temp = await mkdtemp(join(into, 'pip-'));
  try {
    const args = ['download', '--no-deps', '--quiet', '--disable-pip-version-check', '--dest', temp];
    await pip([...args, ...pipArguments, `${project}==${version}`]);
    const [name] = await readdir(temp);
    if (!name) throw new Error(`pip downloaded nothing for ${project} ${version}`);
    const found = await sha256Of(join(temp, name));
    if (found !== sha256) {
      throw new Error(`${name} is not the file that was expected (SHA-256 ${found}): it is not used`);
    }
    const file = join(into, name);
    await rename(join(temp, name), file);
    return file;
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** Unpacks the members of a wheel whose path matches, without their directories, and answers with their paths. */
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

/** The SHA-256 of a file, in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function python(): Promise<string> {
  const found = await findOnPath('python3', 'python');
  if (!found) throw new Error('Python is not on the PATH: install python3 with pip, or the server itself');
  return found;
}

async function pip(args: string[]): Promise<void> {
  const candidates = [[await python(), '-m', 'pip'], ['pip3'], ['pip']];
  for (const [command, ...first] of candidates) {
    const there = await run(command as string, [...first, '--version']).catch(() => null);
    if (there !== null) return void (await run(command as string, [...first, ...args]));
  }
  throw new Error('pip is not there: install it (python3-pip), or the server itself');
}
