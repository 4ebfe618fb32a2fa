import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';

/** Sends Helmet's headers with every answer. They are the same for all, and made once. */
export function sendSecurityHeaders(app: FastifyInstance) {
  const socket = new Socket();
  const request = new IncomingMessage(socket);
  const response = new ServerResponse(request);
  helmet()(request, response, (error?: unknown) => {
    if (error) throw error;
  });
  const headers = response.getHeaders();
  socket.destroy();
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
