import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { pipeline } from 'node:stream';

/** A port of the loopback address that stays open while the server behind it restarts. */
export interface SteadyPort {
  port: number;
  /** Sets the server's port. With null, connections wait for the next server. */
  serve(port: number | null): void;
  close(): void;
}

/** Opens a port without a server. */
export async function openSteadyPort(): Promise<SteadyPort> {
  let behind: number | null = null;
  const waiting = new Set<Socket>();

  const connect = (client: Socket) => {
    if (client.destroyed) return;
    if (behind === null) {
      waiting.add(client);
      client.once('close', () => waiting.delete(client));
      return;
    }
    const asked = behind;
    const server = createConnection(asked, '127.0.0.1');
    const refused = () => {
      // The server has died, and `serve` was not called yet.
      if (behind === asked) behind = null;
      connect(client);
    };
    server.once('error', refused).once('connect', () => {
      server.off('error', refused);
      pipeline(client, server, client, () => {
        client.destroy();
        server.destroy();
      });
    });
  };

  const front = createServer((client) => {
    client.on('error', () => {});
    connect(client);
  });
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (front.address() as AddressInfo).port,
    serve(port) {
      behind = port;
      if (port === null) return;
      const clients = [...waiting];
      waiting.clear();
      for (const client of clients) connect(client);
    },
    close() {
      front.close();
      for (const client of waiting) client.destroy();
    },
  };
}
