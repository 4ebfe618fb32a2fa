import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VERSION } from '../../local/model/llama-runtime.js';

/**
 * Replaces node-llama-cpp by a simulated runtime: its model writes `About <prompt>`, without the words of the form.
 * @param loads what it does before it is loaded, as JavaScript
 */
export async function simulateRuntime(cacheDir: string, loads = ''): Promise<void> {
  const dir = join(cacheDir, `node-llama-cpp-${VERSION}`, 'node_modules', 'node-llama-cpp', 'dist');
  await mkdir(dir, { recursive: true });
  await writeFile(
    join(dir, 'index.js'),
    `import { existsSync } from 'node:fs';
     const sequence = { clearHistory: async () => {} };
     const model = {
       fileInfo: { metadata: { tokenizer: { chat_template: 'any' } } },
       createContext: async () => ({ getSequence: () => sequence }),
     };
     async function loadModel() { ${loads} return model; }
     export const getLlama = async () => ({ cpuMathCores: 1, loadModel, createGrammar: async () => ({}) });
     export class LlamaChatSession {
       setChatHistory() {}
       async promptWithMeta(text, { onTextChunk }) {
         onTextChunk('About ' + text.replace(/^Write .* about: /, ''));
         return { stopReason: 'eogToken' };
       }
       dispose() {}
     }`,
  );
}
