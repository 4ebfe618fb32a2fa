import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { PipArchive } from '../../local/downloads/pip.js';

const PACK = `
import sys, zipfile
wheel, project, part, name = sys.argv[1:]
info = f"{project}-1.0.0.dist-info"
with zipfile.ZipFile(wheel, "w") as out:
    out.write(part, f"{project}/data/{name}")
    out.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\\nName: {project}\\nVersion: 1.0.0\\n")
    out.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    out.writestr(f"{info}/RECORD", "")
`;

/** Real wheels, one for each part, in a folder that the real pip takes for its only index until the test's end. */
export async function playIndex(dir: string, project: string, parts: Buffer[]): Promise<PipArchive[]> {
  await mkdir(dir, { recursive: true });
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', dir);
  return Promise.all(
    parts.map(async (part, index) => {
      const name = `${project}${index + 1}`;
      const [content, wheel] = [join(dir, `${name}.bin`), join(dir, `${name}-1.0.0-py3-none-any.whl`)];
      await writeFile(content, part);
      execFileSync('python3', ['-c', PACK, wheel, name, content, `part${index + 1}.bin`]);
      const sha256 = createHash('sha256')
        .update(await readFile(wheel))
        .digest('hex');
      return { project: name, version: '1.0.0', sha256, size: (await stat(wheel)).size };
    }),
  );
}
