import { mkdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { type LocalServer, startChild, untilReady } from '../process/local-server.js';
import { freePort } from '../process/run.js';
import type { LocalServerOptions } from './mongod.js';
import { findRedis } from './redis-sources.js';

interface RedisOptions extends LocalServerOptions {
  /** How many databases it has; 16 by default, as Redis has. */
  databases?: number;
}

/** Starts a persistent redis-server or valkey-server, from the first source that works. */
export async function startRedis(options: RedisOptions): Promise<LocalServer> {
  const { dataDir, databases = 16 } = options;
  const program = await findRedis(options);
  const port = await freePort(options.port);
  await mkdir(dataDir, { recursive: true });
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dataDir, '--daemonize', 'no'];
  // No job may be lost, neither in a crash (append-only file) nor when memory is full (noeviction).
  const keep = [
    '--appendonly',
    'yes',
    '--appendfsync',
    'everysec',
    '--maxmemory-policy',
    'noeviction',
    '--save',
    '',
  ];
  const size = ['--databases', String(databases)];
  const child = startChild(program.file, [...args, ...keep, ...size], { onLine: options.onLine });
  await untilReady('redis-server', child, () => ping(port));
  return {
    uri: `redis://127.0.0.1:${port}`,
    source: program.source,
    port,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}

/** @throws while the server does not respond or loads its data */
function ping(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      if (String(data).startsWith('+PONG')) resolve();
      else reject(new Error(String(data).trim()));
    });
  });
}
