import { mkdir, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { defaultCacheDir } from '../../local/downloads/paths.js';
import { type Child, startChild, untilReady } from '../../local/process/local-server.js';
import { findOnPath, freePort } from '../../local/process/run.js';
import { findMongod } from '../../local/stores/mongod-sources.js';
import type { Certificates } from '../support/certificates.js';

const NAME = 'rs0';

export interface ReplicaSet {
  /** The URI with all of its hosts. */
  uri: string;
  /** Kills the primary. @returns its port */
  killPrimary(): Promise<number>;
  /** Restarts the killed members. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

/** Three real mongods in one replica set. */
export async function startReplicaSet(dir: string): Promise<ReplicaSet> {
  const members = await Promise.all(
    [0, 1, 2].map(async (id) => {
      const dataDir = join(dir, `mongo-${id}`);
      await mkdir(dataDir, { recursive: true });
      const { file } = await findMongod({ cacheDir: defaultCacheDir(process.env), dataDir });
      const port = await freePort();
      const where = ['--dbpath', dataDir, '--port', String(port), '--bind_ip', '127.0.0.1'];
      const small = ['--wiredTigerCacheSizeGB', '0.25', '--nounixsocket', '--quiet'];
      const start = async () => {
        const child = startChild(file, [...where, ...small, '--replSet', NAME]);
        await untilReady('mongod', child, () => connectTo(port));
        return child;
      };
      return { id, port, start, child: await start(), killed: false };
    }),
  );
  const hosts = members.map(({ port }) => `127.0.0.1:${port}`);
  const settings = { electionTimeoutMillis: 2_000 };
  const config = { _id: NAME, settings, members: hosts.map((host, _id) => ({ _id, host })) };
  await command(`mongodb://${hosts[0]}/?directConnection=true`, { replSetInitiate: config });
  const uri = `mongodb://${hosts.join(',')}/hosts?replicaSet=${NAME}`;
  // Responds once there is a primary that clients find by these names.
  await command(`${uri}&serverSelectionTimeoutMS=60000`, { ping: 1 });
  return {
    uri,
    async killPrimary() {
      const { primary } = await command(uri, { hello: 1 });
      const member = members.find(({ port }) => primary === `127.0.0.1:${port}`);
      if (!member) throw new Error(`no member is ${primary}`);
      process.kill(member.child.pid, 'SIGKILL');
      await member.child.exited;
      member.killed = true;
      return member.port;
    },
    async revive() {
      for (const member of members.filter(({ killed }) => killed)) {
        member.child = await member.start();
        member.killed = false;
      }
    },
    stop: async () => void (await Promise.all(members.map(({ child }) => child.stop()))),
  };
}

async function command(uri: string, words: Record<string, unknown>) {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    return await client.db('admin').command(words);
  } finally {
    await client.close();
  }
}

/** A real Redis that accepts only TLS. */
export async function startTlsRedis(dir: string, password: string, certificates: Certificates) {
  const program = await onPath('redis-server', 'valkey-server');
  const port = await freePort();
  await mkdir(dir, { recursive: true });
  const config = join(dir, 'redis.conf');
  const lines = [
    'port 0',
    `tls-port ${port}`,
    'bind 127.0.0.1',
    `tls-cert-file ${certificates.certFile}`,
    `tls-key-file ${certificates.keyFile}`,
    `tls-ca-cert-file ${certificates.caFile}`,
    'tls-auth-clients no',
    `requirepass ${JSON.stringify(password)}`,
    'maxmemory-policy noeviction',
    'save ""',
    `dir ${dir}`,
  ];
  await writeFile(config, `${lines.join('\n')}\n`, { mode: 0o600 });
  const child = startChild(program, [config]);
  await untilReady('redis-server', child, () => connectTo(port));
  return { port, stop: () => child.stop() };
}

/** A real nginx with TLS that sends the API another Host than the browser’s. */
export async function startNginx(dir: string, apiPort: number, host: string, certificates: Certificates) {
  const program = await onPath('nginx');
  const port = await freePort();
  await mkdir(dir, { recursive: true });
  const config = join(dir, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${dir}/${name};`,
  );
  await writeFile(
    config,
    `daemon off; pid ${dir}/nginx.pid; error_log stderr warn;
events {}
http {
  access_log off; ${temporary.join(' ')}
  map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
  server {
    listen 127.0.0.1:${port} ssl;
    server_name ${host};
    ssl_certificate ${certificates.certFile}; ssl_certificate_key ${certificates.keyFile};
    location / {
      proxy_pass http://127.0.0.1:${apiPort};
      proxy_http_version 1.1;
      proxy_set_header Host api.internal;
      proxy_set_header X-Forwarded-Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      client_max_body_size 2m;
    }
  }
}
`,
  );
  const child: Child = startChild(program, ['-p', dir, '-c', config, '-e', 'stderr']);
  await untilReady('nginx', child, () => connectTo(port));
  return { port, stop: () => child.stop() };
}

export async function onPath(...names: string[]): Promise<string> {
  const found = await findOnPath(...names);
  if (!found) throw new Error(`${names.join(' or ')} is not on the PATH`);
  return found;
}

export function connectTo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}
