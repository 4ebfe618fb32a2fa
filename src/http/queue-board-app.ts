import type { IncomingMessage, ServerResponse } from 'node:http';
import { Queue } from 'bullmq';
import Fastify from 'fastify';
import type { Logger } from '../infra/logger.js';
import { queuePrefix, type RedisClient } from '../infra/redis-client.js';
import { secureHeaders } from './secure-headers.js';

/** Bull Board. The caller authorizes the requests. */
export interface QueueBoard {
  serve(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

interface QueueBoardOptions {
  path: string;
  /** The names of the queues. */
  queues: readonly string[];
  /** Of the `producer` role. */
  redis: RedisClient;
  readOnly: boolean;
  log: Logger;
}

/** The minimum for the page. Its fonts are of another origin, so they are not loaded. */
const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  // The page has styles in its document and on elements.
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'self'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Opens Bull Board as a server of its own that listens nowhere. */
export async function openQueueBoard(options: QueueBoardOptions): Promise<QueueBoard> {
  const { path, redis, readOnly, log } = options;
  // Loaded only where an administrator opens the board.
  const [{ createBullBoard }, { BullMQAdapter }, { FastifyAdapter }] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullMQAdapter'),
    import('@bull-board/fastify'),
  ]);
  const queues = options.queues.map((name) => {
    const queue = new Queue(name, {
      connection: redis,
      prefix: queuePrefix(redis),
      skipWaitingForReady: true,
    });
    return queue.on('error', (error) => log.debug({ err: error }, 'queue board'));
  });
  const adapter = new FastifyAdapter();
  adapter.setBasePath(path);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: readOnly })),
    serverAdapter: adapter,
  });
  const app = Fastify();
  secureHeaders(app, { contentSecurityPolicy: { useDefaults: false, directives: POLICY } });
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith(`${path}/static/`)) reply.header('cache-control', 'no-store');
  });
  await app.register(adapter.registerPlugin(), { prefix: path });
  await app.ready();
  async function close() {
    await app.close();
    await Promise.all(queues.map((queue) => queue.close()));
  }
  return { serve: (request, response) => app.routing(request, response), close };
}
