import fastifyCompress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Compressing a smaller answer takes more time than it saves. In bytes. */
const WORTH_COMPRESSING = 4_096;
/** Up to this size compressing takes a fraction of a millisecond; a larger answer goes through zlib's threads. */
const AT_ONCE = 16_384;

/**
 * Compresses large answers of the routes in this scope, for clients that accept it. Not for the web app's files, which
 * are compressed already.
 */
export async function compressAnswers(scope: FastifyInstance) {
  // A plain answer varies as well. Before the plugin, which adds it to the answers that it compresses.
  scope.addHook('onSend', (_request, reply, payload, done) => {
    if (typeof payload === 'string' && Buffer.byteLength(payload) >= WORTH_COMPRESSING) {
      const vary = reply.getHeader('vary');
      reply.header('vary', vary ? `${vary}, accept-encoding` : 'accept-encoding');
    }
    done();
  });
  await scope.register(fastifyCompress, {
    threshold: WORTH_COMPRESSING,
    syncThreshold: AT_ONCE,
    encodings: ['br', 'gzip'],
    customTypes: /json/,
    globalDecompression: false,
  });
}
