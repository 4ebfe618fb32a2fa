import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endOf, type LocalServer, startChild } from './local-server.js';
import { findModel, type ModelSourceOptions } from './model-sources.js';

export interface ModelOptions extends ModelSourceOptions {
  /** Told every line that the model's process prints. */
  onLine?: ((line: string) => void) | undefined;
}

export interface LocalModel extends LocalServer {
  /** As its server calls it. */
  name: string;
}

/**
 * A language model behind OpenAI's chat completions, from the first of its sources that works: a server that runs
 * already, which is left alone at the end, or a small model in a process of its own.
 */
export async function startModel(options: ModelOptions): Promise<LocalModel> {
  const found = await findModel(options);
  if ('uri' in found) {
    return {
      ...found,
      port: Number(new URL(found.uri).port),
      // Nobody's that we could end.
      pid: NaN,
      stop: async () => {},
      exited: new Promise(() => {}),
    };
  }
  const name = basename(found.file, '.gguf');
  // Under a test runner this file is the source; what runs as a process is always the build.
  const entry = fileURLToPath(import.meta.url).replace(
    /(src|dist)([\\/]local[\\/])model\.[jt]s$/,
    'dist$2model-process.js',
  );
  const child = startChild(process.execPath, [entry, found.runtimeDir, found.file, name], {
    ipc: true,
    onLine: options.onLine,
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.process.once('message', (message: { port: number }) => resolve(message.port));
    void child.exited.then((exit) => reject(new Error(endOf('the local model', exit))));
  });
  return {
    name,
    uri: `http://127.0.0.1:${port}/v1`,
    source: found.source,
    port,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}
