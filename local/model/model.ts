import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../output/log.js';
import { keepRunning } from '../process/kept-process.js';
import { openSteadyPort } from '../process/steady-port.js';
import { requireMemory } from './memory.js';
import { findModel, type ModelSourceOptions } from './model-sources.js';

export interface ModelOptions extends ModelSourceOptions {
  /** The number of threads of the model; by default the number of cores. */
  threads?: number;
  /** Receives every line that the model's process prints. */
  onLine?: ((line: string) => void) | undefined;
  /** Called when the model's process has died and is started again. */
  logger?: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** Called when the model becomes unavailable, and when it is available again. */
  onChange?: (ready: boolean) => void;
}

export interface LocalModel {
  /** The URL of its OpenAI-compatible API. It stays the same when the model's process is restarted. */
  uri: string;
  /** Its name at the server. */
  name: string;
  /** What it is and where it came from, for the user. */
  source: string;
  /** Whether this program started it, and not a server that ran before. */
  own: boolean;
  /** Resolves when it can write; earlier requests wait for that. Rejects if it can't be loaded. */
  loaded: Promise<void>;
  /** Stops it; kills it after the limit (5 s by default). */
  stop(limitMs?: number): Promise<void>;
}

type Message = { type?: string; port?: number };

const WHILE_LOADING =
  'while it was loaded, as happens where memory runs out: end other programs, set LOCAL_MODEL=small, or name a smaller file in LOCAL_MODEL_PATH';

/**
 * By default glibc keeps freed memory for each thread: 300 MB after some texts. With one arena, and large blocks
 * returned to the system at once, the process keeps the size that it has once the model is loaded.
 */
const FOR_ITS_MEMORY = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072' };

const SILENT = { info() {}, warn() {}, error() {} };

/**
 * A language model behind OpenAI's chat completions, from the first of its sources that works: a running server, which
 * is not stopped at the end, or a model in a process of its own, which is restarted when it dies. It may still be
 * loading.
 */
export async function startModel(options: ModelOptions): Promise<LocalModel> {
  const { logger = SILENT, onLine, onChange = () => {} } = options;
  const found = await findModel(options);
  if ('uri' in found) return { ...found, own: false, loaded: Promise.resolve(), stop: async () => {} };
  await requireMemory(found.file, options.freeMemory);
  const name = basename(found.file, '.gguf');
  // Under a test runner this file is the source. Processes always run the build.
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
    // The system kills a process silently if memory runs out.
    if (/by a signal$/.test(error.message)) throw new Error(`${error.message} ${WHILE_LOADING}`);
    throw error;
  });
  // The promise rejects for its callers.
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
