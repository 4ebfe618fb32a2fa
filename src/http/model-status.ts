import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

/** Where the API says how far the model is that jobs wait for; only where a file tells it so. */
export const MODEL_STATUS_PATH = '/model-status';

/** What is answered while the file can't be read, as when whoever writes it is just ending. */
const UNKNOWN = JSON.stringify({ state: 'unknown' });

/** Passes on what `npm start` writes; a look costs one small file. */
export function serveModelStatus(app: FastifyInstance, file: string): void {
  app.get(MODEL_STATUS_PATH, async (_request, reply) => {
    const status = await readFile(file, 'utf8').catch(() => UNKNOWN);
    return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(status);
  });
}
