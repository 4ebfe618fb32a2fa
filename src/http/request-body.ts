import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A body that can't be read, with the status and message for the client. */
export class BodyError extends Error {
  constructor(
    readonly statusCode: 400 | 415,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Reads JSON bodies as strict UTF-8 (RFC 8259, 8.1): an invalid byte would otherwise become another character, and be
 * stored.
 */
export function readJsonBodies(app: FastifyInstance) {
  const parseJson = app.getDefaultJsonParser('remove', 'remove');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      checkCharset(request);
      parseJson(request, decode(body as Buffer), done);
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook('onRequest', (request, _reply, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || /^\s*(?:identity)?\s*$/i.test(encoding)) return done();
    done(
      new BodyError(
        415,
        'Compressed request bodies are not accepted: send the body without Content-Encoding.',
      ),
    );
  });
}

function checkCharset({ headers }: FastifyRequest) {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new BodyError(415, 'The charset of the request must be UTF-8.');
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string {
  try {
    return decoder.decode(body);
  } catch {
    throw new BodyError(400, 'The request body is not UTF-8.');
  }
}
