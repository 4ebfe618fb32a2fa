import { join } from 'node:path';
import { cachedOnce, exists } from '../downloads/paths.js';
import { bytesIn } from '../downloads/pip.js';
import type { SourceOptions } from '../downloads/sources.js';
import { createProgress } from '../output/progress.js';
import { endOf, startChild } from '../process/local-server.js';

/** The newest release with npm packages for all four systems: later ones had none for macOS when it was chosen. */
export const VERSION = '3.21.1';
/**
 * The file list of each was checked: the addon and llama.cpp's libraries, for glibc on Linux. Only Linux on x64 was
 * run.
 */
const PACKAGES: Record<string, string> = {
  'linux-x64': '@node-llama-cpp/linux-x64',
  'linux-arm64': '@node-llama-cpp/linux-arm64',
  'darwin-arm64': '@node-llama-cpp/mac-arm64-metal',
  'darwin-x64': '@node-llama-cpp/mac-x64',
};
/** The size of node-llama-cpp with its dependencies and one system's libraries, installed; in bytes. */
const INSTALLED = 80_000_000;
/** Disk space during the installation, because npm unpacks beside its downloads. */
const NEEDS = 125_000_000;
const LOOK_MS = 500;

/** The package with this system's libraries. @throws one line if there is none */
export function runtimePackage(): string {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name) throw new Error('node-llama-cpp does not run on this system');
  return name;
}

/** node-llama-cpp, which runs GGUF files; installed once. @throws one line if it does not run or can't be installed */
export async function findRuntime({
  cacheDir,
  offline = false,
  log = () => {},
  progress = createProgress(log),
}: SourceOptions): Promise<string> {
  const name = runtimePackage();
  const dir = join(cacheDir, `node-llama-cpp-${VERSION}`);
  if (offline && !(await exists(dir))) throw new Error('node-llama-cpp, which runs it, is not in the cache');
  return cachedOnce(dir, (temp) => install(name, temp, progress), { needs: NEEDS, log });
}

async function install(
  name: string,
  temp: string,
  progress: ReturnType<typeof createProgress>,
): Promise<void> {
  // Its optional packages are 640 MB for graphics cards, and its install script would compile for minutes.
  const flags = ['--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const patience = ['--fetch-timeout=20000', '--fetch-retries=1', '--loglevel=error'];
  const packages = ['node-llama-cpp', name].map((dependency) => `${dependency}@${VERSION}`);
  const transfer = progress.begin({
    name: 'the model’s runtime',
    source: 'node-llama-cpp from npm, installed',
    total: INSTALLED,
  });
  const timer = setInterval(() => void bytesIn(temp).then((bytes) => transfer.update(bytes)), LOOK_MS);
  let whole = false;
  try {
    const child = startChild('npm', ['install', '--prefix', temp, ...flags, ...patience, ...packages], {
      cwd: temp,
    });
    const exit = await child.exited;
    if (exit.code !== 0) throw new Error(whyNpmFailed(endOf('npm', exit), exit.lastLines.join('\n')));
    transfer.update(await bytesIn(temp));
    whole = true;
  } finally {
    clearInterval(timer);
    transfer.end(whole);
  }
}

function whyNpmFailed(end: string, said: string): string {
  if (/ENOSPC/.test(said)) return 'the disk is full: make room, or set SMART_CONTENT_CACHE to another disk';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network/i.test(said)) {
    return "npm can't reach its registry: look at the network, or at npm's settings (npm config list)";
  }
  return `node-llama-cpp can't be installed: ${end}`;
}
