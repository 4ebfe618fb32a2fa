import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

/** The path of the local model's status; served only with MODEL_STATUS_FILE. */
export const MODEL_STATUS_PATH = '/model-status';

/** The answer while the file can't be read, as when its writer is shutting down. */
const UNKNOWN = JSON.stringify({ state: 'unknown' });

/** Serves the status that `npm start` writes to a file. */
export function serveModelStatus(app: FastifyInstance, file: string): void {
  app.get(MODEL_STATUS_PATH, async (_request, reply) => {
    const status = await readFile(file, 'utf8').catch(() => UNKNOWN);
    return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(status);
  });
}
