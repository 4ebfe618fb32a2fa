import { mkdir } from 'node:fs/promises';
import type { SourceOptions } from '../downloads/sources.js';
import { type LocalServer, startChild, untilReady } from '../process/local-server.js';
import { freePort } from '../process/run.js';
import { findMongod, noteRelease } from './mongod-sources.js';

export interface LocalServerOptions extends SourceOptions {
  /** The folder for its data; created if missing. */
  dataDir: string;
  /** Default: a free port. */
  port?: number;
  /** Called with each line of its output. */
  onLine?: ((line: string) => void) | undefined;
}

const REPLICA_SET = 'rs0';
const CACHE_GB = '0.25';

/** Starts a mongod as a one-node replica set, from the first source that works. */
export async function startMongod(options: LocalServerOptions): Promise<LocalServer> {
  const { dataDir } = options;
  const program = await findMongod(options);
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
  const child = startChild(program.file, [...args, ...limits], { onLine: options.onLine });
  await untilReady('mongod', child, () => becomePrimary(port, dataDir));
  return {
    uri: `mongodb://127.0.0.1:${port}/smart-content?replicaSet=${REPLICA_SET}&directConnection=true`,
    source: program.source,
    port,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}

/** Initiates a replica set of one, or resumes that of its data. @throws until it is primary */
async function becomePrimary(port: number, dataDir: string): Promise<void> {
  // Loaded while mongod starts, so that nothing waits for it.
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 500,
  });
  try {
    await client.connect();
    const admin = client.db('admin');
    const host = `127.0.0.1:${port}`;
    const hello = await admin.command({ hello: 1 });
    if (hello.isWritablePrimary) {
      const { version } = await admin.command({ buildInfo: 1 });
      return noteRelease(dataDir, version);
    }
    if (!hello.setName && !hello.isreplicaset) throw new Error('starting');
    if (hello.isreplicaset) {
      const config = await admin.command({ replSetGetConfig: 1 }).catch(() => null);
      if (!config)
        await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
      else if (config.config.members[0].host !== host) {
        // The data were created on another port: update the set's member.
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
