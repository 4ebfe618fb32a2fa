import { once } from 'node:events';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { StartError } from '../infra/start-error.js';

/** Error codes of a system without IPv6, or without this address. */
const NO_ADDRESS: ReadonlySet<string | undefined> = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL', 'EINVAL']);

export interface Listening {
  port: number;
  /** Accepts no more connections, and resolves when those beside the app's own server have ended. */
  close(): Promise<void>;
}

/**
 * Listens on `::` for IPv6 and IPv4 alike, on `0.0.0.0` where the system has no IPv6; on both of this machine's own
 * addresses for `localhost`; and on any other address as it is.
 *
 * @throws StartError where the port is in use
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<Listening> {
  try {
    if (host !== 'localhost') {
      await listenOnFirst(app, host === '::' ? ['::', '0.0.0.0'] : [host], port);
      return { port: portOf(app, port), close: async () => {} };
    }
    await listenOnFirst(app, ['127.0.0.1', '::1'], port);
    return { port: portOf(app, port), close: await listenBeside(app, '::1', portOf(app, port)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartError(`Port ${port} is in use: end what listens there, or set PORT to another one`);
  }
}

/** Listens on the first of these addresses that the system has. */
export async function listenOnFirst(app: FastifyInstance, hosts: string[], port: number): Promise<void> {
  for (const [index, host] of hosts.entries()) {
    try {
      await app.listen({ host, port });
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (index === hosts.length - 1 || !NO_ADDRESS.has(code)) throw error;
    }
  }
}

/**
 * Gives the app the connections to another address. Its own server treats them as those that it took itself, so that
 * its limits and its way of closing hold for them.
 */
async function listenBeside(app: FastifyInstance, host: string, port: number): Promise<Listening['close']> {
  const server = createServer({ noDelay: true, keepAlive: true }, (socket) =>
    app.server.emit('connection', socket),
  );
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if (NO_ADDRESS.has((error as NodeJS.ErrnoException).code)) return async () => {};
    await app.close();
    throw error;
  }
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function portOf(app: FastifyInstance, port: number): number {
  const address = app.server.address();
  return typeof address === 'object' && address ? address.port : port;
}
