import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A TCP connection through the proxy, with both ends. */
interface Pair {
  client: Socket;
  server: Socket;
  /** The first bytes of the client. Redis clients send their name there. */
  greeting: string;
}

/** A proxy between a process of the product and one of its servers, which disturbs the connection as networks do. */
export interface TcpProxy {
  port: number;
  /** Holds all data, in one direction or both, on connections whose greeting matches, including new ones. */
  hold(which?: { toServer?: boolean; toClient?: boolean; greeting?: string }): void;
  /** Sends the held data. */
  release(): void;
  /** Resets connections, and refuses new ones until `mend()`. */
  cut(): void;
  mend(): void;
  /** Resets connections once. New ones work. */
  reset(): void;
  /** The current connections stay silent from now on, and are not closed. New ones work. */
  forget(): void;
  /** Delays each chunk by this time, in milliseconds, in each direction. */
  slow(ms: number): void;
  close(): Promise<void>;
}

export async function startProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  const forgotten = new WeakSet<Pair>();
  let holding: { toServer: boolean; toClient: boolean; greeting: string } | null = null;
  let broken = false;
  let latencyMs = 0;

  const held = (pair: Pair, direction: 'toServer' | 'toClient') =>
    forgotten.has(pair) || (holding?.[direction] === true && pair.greeting.includes(holding.greeting));

  function pipe(pair: Pair, from: Socket, to: Socket, direction: 'toServer' | 'toClient') {
    const waiting: Buffer[] = [];
    const pass = () => {
      if (held(pair, direction)) return;
      for (const chunk of waiting.splice(0)) to.write(chunk);
    };
    from.on('data', (chunk: Buffer) => {
      if (direction === 'toServer' && pair.greeting.length < 2_000) pair.greeting += chunk.toString('latin1');
      waiting.push(chunk);
      if (latencyMs > 0) setTimeout(pass, latencyMs);
      else pass();
    });
    flushes.add(pass);
    from.on('close', () => {
      flushes.delete(pass);
      if (!forgotten.has(pair)) to.destroy();
    });
    from.on('error', () => {});
  }

  const flushes = new Set<() => void>();
  const listener = createServer((client) => {
    if (broken) return void client.resetAndDestroy();
    const server = createConnection(targetPort, '127.0.0.1');
    for (const socket of [client, server]) socket.setNoDelay(true);
    const pair: Pair = { client, server, greeting: '' };
    pairs.add(pair);
    client.once('close', () => pairs.delete(pair));
    pipe(pair, client, server, 'toServer');
    pipe(pair, server, client, 'toClient');
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  const reset = () => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  };
  const release = () => {
    holding = null;
    for (const flush of flushes) flush();
  };
  return {
    port: (listener.address() as AddressInfo).port,
    hold({ toServer, toClient, greeting = '' } = {}) {
      const both = toServer === undefined && toClient === undefined;
      holding = { toServer: both || toServer === true, toClient: both || toClient === true, greeting };
    },
    release,
    cut() {
      broken = true;
      reset();
    },
    mend: () => {
      broken = false;
    },
    reset,
    forget() {
      for (const pair of pairs) forgotten.add(pair);
    },
    slow: (ms) => {
      latencyMs = ms;
    },
    async close() {
      broken = true;
      const closed = once(listener, 'close');
      listener.close();
      reset();
      await closed;
    },
  };
}
