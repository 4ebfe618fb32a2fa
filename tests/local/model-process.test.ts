import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startModel } from '../../local/model/model.js';
import { simulateRuntime } from '../support/simulated-model.js';

/** The model’s process with a simulated node-llama-cpp, which loads when the test says so. */
let cacheDir: string;
let modelPath: string;
let onLoaded: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'smart-content-model-'));
  modelPath = join(cacheDir, 'small.gguf');
  onLoaded = join(cacheDir, 'may-load');
  await writeFile(modelPath, '');
});
afterEach(() => rm(cacheDir, { recursive: true, force: true }));

const runtimeThat = (loads: string) => simulateRuntime(cacheDir, loads);
const whenTold = () =>
  `while (!existsSync(${JSON.stringify(onLoaded)})) await new Promise((resolve) => setTimeout(resolve, 10));`;

it('listens before the model is loaded, and holds requests until it is', async () => {
  await runtimeThat(whenTold());
  const model = await startModel({ cacheDir, modelPath });
  try {
    let loaded = false;
    void model.loaded.then(() => {
      loaded = true;
    });
    const response = await fetch(`${model.uri}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ stream: true, messages: [{ role: 'user', content: 'snow' }] }),
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain(': waiting');
    expect(loaded).toBe(false);

    await writeFile(onLoaded, '');
    let said = '';
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
      said += piece.value;
    expect(said).toContain('About snow');
    expect(said).toContain('[DONE]');
    await model.loaded;
  } finally {
    await model.stop();
  }
});

it('gives the reason to waiting requests if the model cannot be loaded', async () => {
  await runtimeThat("throw new Error('Failed to load the model: not a GGUF file');");
  const model = startModel({ cacheDir, modelPath }).then((started) => started.loaded);
  await expect(model).rejects.toThrow(
    "the local model ended with 1: small can't be loaded: Failed to load the model: not a GGUF file",
  );
});

it('rejects a model that exceeds the free memory with one line, before loading it', async () => {
  await runtimeThat("throw new Error('was loaded');");
  await writeFile(modelPath, Buffer.alloc(3_000_000));
  await expect(startModel({ cacheDir, modelPath, freeMemory: 2_000_000 })).rejects.toThrow(
    new Error(
      'small.gguf is too large for this machine: it needs 3.0 MB of memory, and 2.0 MB are free: name a smaller one in LOCAL_MODEL_PATH, or end other programs',
    ),
  );
});

it('reports the remedy if the system kills it while it loads, as it does when memory runs out', async () => {
  await runtimeThat("process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});");
  const model = startModel({ cacheDir, modelPath }).then((started) => started.loaded);
  await expect(model).rejects.toThrow(
    /^the local model was ended by a signal while it was loaded, as happens where memory runs out: [^\n]+$/,
  );
});
