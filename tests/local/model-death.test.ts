import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startModel } from '../../local/model/model.js';
import { modelProcess, recordLog } from '../support/model-process.js';
import { simulateRuntime } from '../support/simulated-model.js';

it('a model that crashes repeatedly is restarted after growing pauses, and requests wait meanwhile', async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), 'smart-content-death-'));
  const modelPath = join(cacheDir, 'small.gguf');
  await simulateRuntime(cacheDir);
  await writeFile(modelPath, '');
  const { lines, log } = recordLog();
  const changes: boolean[] = [];
  const model = await startModel({
    cacheDir,
    modelPath,
    logger: log,
    onChange: (ready) => void changes.push(ready),
  });
  onTestFinished(async () => {
    await model.stop();
    await rm(cacheDir, { recursive: true, force: true });
  });
  await model.loaded;
  for (const said of [
    '. It is started again in 1 s',
    ', 2 times in a row by now. It is started again in 2 s',
  ]) {
    process.kill(await modelProcess(modelPath), 'SIGKILL');
    await expect
      .poll(() => lines, { timeout: 10_000 })
      .toContain(`the local model was ended by a signal${said}`);
    const answer = await fetch(`${model.uri}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ messages: [{ role: 'user', content: 'snow' }] }),
    });
    expect(await answer.text()).toContain('About snow');
    expect(lines.at(-1)).toBe('the local model is ready again');
  }
  expect(changes).toEqual([true, false, true, false, true]);
});
