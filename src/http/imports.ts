import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../execution/context.js';
import { bearerToken } from '../execution/request-token.js';
import { cookiesOfRequest } from '../execution/session-cookies.js';
import { AppError, forbiddenToReaders, unauthenticated } from '../graphql/errors.js';
import { clientAddress } from '../limits/address.js';
import type { OriginSettings } from '../limits/origin.js';
import { declareRateLimit, type RateLimits } from '../limits/rate-limits.js';
import { Access } from '../modules/auth/access.js';
import { BodyError } from './request-body.js';

interface ImportDeps {
  services: Pick<Services, 'auth' | 'imports'>;
  rateLimits: RateLimits;
  settings: OriginSettings & { importMaxBytes: number };
}

const IMPORTS = declareRateLimit({ name: 'imports' });
/** Media types of JSON Lines. Pages of other origins cannot send them without asking first (CORS). */
const MEDIA_TYPES = ['application/x-ndjson', 'application/jsonl', 'application/jsonlines'];
const STATUSES: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  RATE_LIMITED: 429,
};

/** Takes files of JSON Lines for the library of the session's user, and reads them as they arrive. */
export async function serveImports(app: FastifyInstance, deps: ImportDeps) {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(MEDIA_TYPES, (_request, _payload, done) => done(null));
    scope.addContentTypeParser('*', (_request, _payload, done) =>
      done(new BodyError(415, `Send JSON Lines, as ${MEDIA_TYPES[0]}.`)),
    );
    scope.post('/imports', { bodyLimit: deps.settings.importMaxBytes }, (request, reply) =>
      answer(deps, request, reply),
    );
  });
}

async function answer(deps: ImportDeps, request: FastifyRequest, reply: FastifyReply) {
  const { services, rateLimits, settings } = deps;
  void reply.header('cache-control', 'no-store');
  try {
    const cookies = cookiesOfRequest(request.raw, settings, () => {});
    const token = bearerToken(request.raw.headersDistinct.authorization) ?? cookies.token;
    const viewer = token === null ? null : await services.auth.authenticate(token);
    if (!viewer) throw unauthenticated();
    if (viewer.access === Access.READ_ONLY) throw forbiddenToReaders();
    const address = clientAddress(request.raw, settings.trustProxy);
    await rateLimits.of({ userId: viewer.id, address }).take(IMPORTS, 'caller');
    // Do not destroy the stream of a file that is too large: that would close the connection.
    const file = request.raw.iterator({ destroyOnReturn: false });
    const report = await services.imports.importLines(viewer.id, file);
    if (report.stopped !== null) void reply.header('connection', 'close');
    return reply.status(report.stopped === null ? 200 : 413).send(report);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, extensions } = error;
    const { http: _, ...shown } = extensions;
    // The rest of the file is not read.
    void reply.header('connection', 'close');
    return reply
      .status(STATUSES[String(extensions.code)] ?? 400)
      .send({ errors: [{ message, extensions: shown }] });
  }
}
