import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../output/log.js';
import { keepRunning } from '../process/kept-process.js';
import { openSteadyPort } from '../process/steady-port.js';
import { requireMemory } from './memory.js';
import { findModel, type ModelSourceOptions } from './model-sources.js';

export interface ModelOptions extends ModelSourceOptions {
  /** That the model computes with; as many as there are cores by default. */
  threads?: number;
  /** Receives every line that the model's process prints. */
  onLine?: ((line: string) => void) | undefined;
  /** Called when the model's process has died and is started again. */
  logger?: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Called when it can't write for a while, and when it can again. */
  onChange?: (ready: boolean) => void;
}

export interface LocalModel {
  /** Of its OpenAI-compatible API; it stays, however often the model's process is started again. */
  uri: string;
  /** As its server calls it. */
  name: string;
  /** What it is and where it came from, in words for people. */
  source: string;
  /** Whether it is this program's own, and not a server that ran already. */
  own: boolean;
  /** Resolves when it can write; what it is asked before waits for that. Rejects where it can't be loaded. */
  loaded: Promise<void>;
  /** Ends it, by force where that takes longer than the limit (5 s by default). */
  stop(limitMs?: number): Promise<void>;
}

type Message = { type?: string; port?: number };

const WHILE_LOADING =
  'while it was loaded, as happens where memory runs out: end other programs, set LOCAL_MODEL=small, or name a smaller file in LOCAL_MODEL_PATH';

/**
 * By default glibc keeps what each of the process' threads gave back, for that thread: 300 MB after some texts. With one
 * arena, and what is large given back to the system at once, the process stays at what it takes once it is loaded.
 */
const FOR_ITS_MEMORY = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

const SILENT = { info() {}, warn() {}, error() {} };

/**
 * A language model behind OpenAI's chat completions, from the first of its sources that works: a server that runs
 * already, which is left alone at the end, or a model in a process of its own, which is started again when it dies. It
 * may still be loading.
 */
export async function startModel(options: ModelOptions): Promise<LocalModel> {
  const { logger = SILENT, onLine, onChange = () => {} } = options;
  const found = await findModel(options);
  if ('uri' in found) return { ...found, own: false, loaded: Promise.resolve(), stop: async () => {} };
  await requireMemory(found.file, options.freeMemory);
  const name = basename(found.file, '.gguf');
  // Under a test runner this file is the source; what runs as a process is always the build.
  const built = import.meta.url.endsWith('.ts') ? '../../build/local/model/' : './';
  const entry = fileURLToPath(new URL(`${built}model-process.js`, import.meta.url));
  const front = await openSteadyPort();
  const kept = keepRunning({
    name: 'the local model',
    file: entry,
    args: [found.runtimeDir, found.file, name, String(options.threads ?? '')],
    env: { ...process.env, ...FOR_ITS_MEMORY },
    log: logger,
    onLine,
    onMessage({ type, port }: Message) {
      if (type === 'listening' && port !== undefined) front.serve(port);
      if (type === 'ready') onChange(true);
    },
    onEnd() {
      front.serve(null);
      onChange(false);
    },
  });
  const loaded = kept.ready.catch((error: Error) => {
    front.close();
    // What the system does where memory runs out, without a word.
    if (/by a signal$/.test(error.message)) throw new Error(`${error.message} ${WHILE_LOADING}`);
    throw error;
  });
  // Rejects for those who await it.
  loaded.catch(() => {});
  return {
    name,
    uri: `http://127.0.0.1:${front.port}/v1`,
    source: found.source,
    own: true,
    loaded,
    async stop(limitMs) {
      await kept.stop(limitMs);
      front.close();
    },
  };
}
