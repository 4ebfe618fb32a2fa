import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificates } from './certificates.js';

/** A TLS proxy for a server without TLS. */
export async function startTlsFront(port: number, { key, cert }: Certificates) {
  const server = createServer({ key, cert }, (socket) => {
    const target = connect(port, '127.0.0.1');
    socket.on('error', () => target.destroy()).on('close', () => target.destroy());
    target.on('error', () => socket.destroy());
    socket.pipe(target).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
