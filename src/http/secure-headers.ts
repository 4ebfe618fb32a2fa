import type { FastifyInstance } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';

/**
 * Adds the headers of helmet to each response. Not @fastify/helmet, which creates helmet's functions for each
 * request: 4 % of a list's CPU (path A of `npm run bench:profile`).
 */
export function secureHeaders(app: FastifyInstance, options?: HelmetOptions) {
  const addHeaders = helmet(options);
  app.addHook('onRequest', (request, reply, done) => addHeaders(request.raw, reply.raw, () => done()));
}
