import { readFile, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EnvSource } from '../../src/config/env.js';
import { freePort, run } from '../run.js';
import { type Check, ill, orIll, well } from './check.js';

/** A first start downloads some hundred megabytes, and MongoDB's journal takes as much again. */
const NEEDED_GB = 2;
const DEFAULT_PORT = 4_000;

export async function checkVersions(root: string): Promise<Check[]> {
  const product = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return [
    well('Product', product.version),
    // The build, which goes before, has refused an older one.
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
    const remedy = `free ${NEEDED_GB} GB there, which is what a first start may take`;
    return [free >= NEEDED_GB ? well(name, found) : ill(name, found, remedy)];
  });
}

/** The path, or the directory nearest to it that is there. */
async function nearest(path: string): Promise<string> {
  return statfs(path).then(
    () => path,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return nearest(dirname(path));
    },
  );
}

/** For an API that is yet to be started. */
export async function checkPort({ PORT }: EnvSource): Promise<Check> {
  const wanted = Number(PORT || DEFAULT_PORT);
  const free = await freePort(wanted).then(
    () => true,
    () => false,
  );
  if (free) return well('Port', `${wanted} is free`);
  if (!PORT) return well('Port', `${wanted} is in use: npm start takes the next free one`);
  return ill('Port', `${wanted} is in use`, 'end what listens there, or set PORT to another one');
}
