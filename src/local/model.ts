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
  /** Resolves when it can write; what it is asked before waits for that. Rejects where it can't be loaded. */
  loaded: Promise<void>;
}

type Message = { type: 'listening'; port: number } | { type: 'loaded' };

/**
 * A language model behind OpenAI's chat completions, from the first of its sources that works: a server that runs
 * already, which is left alone at the end, or a small model in a process of its own. It may still be loading.
 */
export async function startModel(options: ModelOptions): Promise<LocalModel> {
  const found = await findModel(options);
  if ('uri' in found) {
    return {
      ...found,
      port: Number(new URL(found.uri).port),
      // Nobody's that we could end.
      pid: NaN,
      loaded: Promise.resolve(),
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
  const told = <T extends Message['type']>(type: T) =>
    new Promise<Extract<Message, { type: T }>>((resolve, reject) => {
      child.process.on('message', (message: Message) => {
        if (message.type === type) resolve(message as Extract<Message, { type: T }>);
      });
      void child.exited.then((exit) => reject(new Error(endOf('the local model', exit))));
    });
  const loaded = told('loaded').then(() => {});
  // Who waits for it hears of it; who doesn't hears that the process has ended.
  loaded.catch(() => {});
  const { port } = await told('listening');
  return {
    name,
    uri: `http://127.0.0.1:${port}/v1`,
    source: found.source,
    port,
    pid: child.pid,
    loaded,
    stop: child.stop,
    exited: child.exited,
  };
}
