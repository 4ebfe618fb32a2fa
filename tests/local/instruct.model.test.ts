import { copyFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModel } from '../../local/model/model.js';
import { HELPFUL, type InstructModel, read, startInstructModel } from '../support/instruct-model.js';
import { smallInstructModel } from '../support/small-model.js';

/** The model’s process with a real instruct model: what `npm start` runs, with a smaller file. */
let small: { cacheDir: string; modelPath: string };
let instruct: InstructModel;
const ask: InstructModel['ask'] = (given) => instruct.ask(given);
beforeAll(async () => {
  small = await smallInstructModel();
  instruct = await startInstructModel(small);
}, 300_000);
afterAll(() => instruct?.model.stop());

describe('a real instruct model', () => {
  it('follows the prompt, and stops by itself', async () => {
    const answer = await read(await ask({ prompt: 'What is the capital of France?', maxTokens: 200 }));
    expect(answer.text).toMatch(/capital/);
    expect(answer.finishReason).toBe('stop');
  });

  it('reports that its token limit ended the text', async () => {
    const answer = await read(await ask({ prompt: 'Write a long story about a ship.', maxTokens: 8 }));
    expect(answer.text).not.toBe('');
    expect(answer.finishReason).toBe('length');
  });

  it('takes the whole conversation into account', async () => {
    const conversation = [
      ...HELPFUL,
      { role: 'user', content: 'My dog is called Balthazar.' },
      { role: 'assistant', content: 'What a lovely name!' },
    ];
    const answer = await read(await ask({ conversation, prompt: 'What is the name of my dog?' }));
    expect(answer.text).toContain('Balthazar');
  });

  it('rejects an invalid grammar with the reason', async () => {
    const response = await ask({ grammar: 'root ::= "unclosed' });
    expect(await response.text()).toMatch(/grammar/i);
  });

  it('stops when the client disconnects, and answers the next request normally', async () => {
    const began = Date.now();
    const before = await read(await ask());
    const wholeMs = Date.now() - began;
    const leave = new AbortController();
    const response = await ask({
      prompt: 'Write a very long story about a ship.',
      maxTokens: 1_500,
      signal: leave.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let said = '';
    while (!/"content":"[^"]/.test(said)) said += (await reader?.read())?.value ?? '';
    leave.abort();
    const left = Date.now();
    const next = await ask({ maxTokens: 1 });
    expect((await read(next)).text).not.toBe('');
    // Without the stop it waits for 1,500 tokens, in place of 40.
    expect(Date.now() - left).toBeLessThan(Math.max(1_000, 10 * wholeMs));
    expect(await read(await ask())).toEqual(before);
  });
});

describe('a file that is not a model', () => {
  it.each([
    ['is cut off', (file: string) => copyFile(small.modelPath, file).then(() => truncate(file, 5_000_000))],
    ['is not a GGUF', (file: string) => writeFile(file, 'This is not a model.')],
  ])('that %s is rejected at start with one line', async (_, make) => {
    const dir = await mkdtemp(join(tmpdir(), 'smart-content-broken-'));
    try {
      const modelPath = join(dir, 'broken.gguf');
      await make(modelPath);
      const loaded = startModel({ ...small, modelPath }).then((started) => started.loaded);
      await expect(loaded).rejects.toThrow(/^the local model ended with 1: broken can't be loaded: [^\n]+$/);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
});
