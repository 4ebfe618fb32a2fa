import { readFile, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EnvSource } from '../../src/config/env-source.js';
import { freePort, run } from '../process/run.js';
import { type Check, ill, orIll, well } from './check.js';

/** Disk space for the first start: the downloads and MongoDB's journal. */
const NEEDED_GB = 2;
const DEFAULT_PORT = 4_000;

export async function checkVersions(root: string): Promise<Check[]> {
  const product = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return [
    well('Product', product.version),
    // The build, which runs first, refuses an older version.
    well('Node', `${process.versions.node} (${product.engines.node})`),
    ...(await orIll('npm', 'install npm: it comes with Node, from https://nodejs.org', async () => [
      well('npm', (await run('npm', ['--version'])).trim()),
    ])),
  ];
}

export async function checkDisk(name: string, path: string): Promise<Check[]> {
  return orIll(name, 'make it readable for this user', async () => {
    const { bavail, bsize } = await statfs(await nearest(path));
    const free = (bavail * bsize) / 1_000_000_000;
    const found = `${free.toFixed(1)} GB free for ${path}`;
    const remedy = `free ${NEEDED_GB} GB, which a first start may need`;
    return [free >= NEEDED_GB ? well(name, found) : ill(name, found, remedy)];
  });
}

/** The path, or its nearest existing parent directory. */
async function nearest(path: string): Promise<string> {
  return statfs(path).then(
    () => path,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return nearest(dirname(path));
    },
  );
}

/** Checks the port for an API that does not run yet. */
export async function checkPort({ PORT }: EnvSource): Promise<Check> {
  const wanted = Number(PORT || DEFAULT_PORT);
  const free = await freePort(wanted).then(
    () => true,
    () => false,
  );
  if (free) return well('Port', `${wanted} is free`);
  if (!PORT) return well('Port', `${wanted} is in use: npm start uses the next free one`);
  return ill('Port', `${wanted} is in use`, 'stop what listens there, or set PORT to another one');
}
