import contentDisposition from 'content-disposition';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Services } from '../execution/context.js';
import { bearerToken } from '../execution/request-token.js';
import { AppError } from '../graphql/errors.js';
import { clientAddress, type TrustProxy } from '../limits/address.js';
import { declareRateLimit, type RateLimits } from '../limits/rate-limits.js';
import type { Download } from '../modules/exports/exports.service.js';
import { rangeOf } from './byte-range.js';

interface DownloadDeps {
  services: Pick<Services, 'exports' | 'auth'>;
  rateLimits: RateLimits;
  settings: { trustProxy: TrustProxy };
}

type DownloadRequest = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, unknown> }>;

const DOWNLOADS = declareRateLimit({ name: 'downloads' });
/** The response for an unknown export, and for a link that is changed, expired or another user's. */
const NOT_FOUND = {
  errors: [
    {
      message: 'This link leads to no file: it is wrong or has expired. Read downloadUrl again.',
      extensions: { code: 'NOT_FOUND' },
    },
  ],
};

/** Serves the files of exports by their download links. */
export function serveExportDownloads(app: FastifyInstance, deps: DownloadDeps) {
  app.route({
    url: '/exports/:id',
    method: ['GET', 'HEAD'],
    exposeHeadRoute: false,
    handler: (request, reply) => answer(deps, request as DownloadRequest, reply),
  });
}

async function answer(deps: DownloadDeps, request: DownloadRequest, reply: FastifyReply) {
  const { services, rateLimits, settings } = deps;
  void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
  const address = clientAddress(request.raw, settings.trustProxy);
  try {
    await rateLimits.of({ userId: null, address }).take(DOWNLOADS, 'address');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, extensions } = error;
    return reply.status(429).send({ errors: [{ message, extensions: { code: extensions.code } }] });
  }
  const download = await services.exports.download(request.params.id, request.query);
  if (!download || !(await mayDownload(services, download, request))) {
    return reply.status(404).send(NOT_FOUND);
  }
  const { file } = download;
  const range = rangeOf(request.headers, file.size, `"${file.id.toHexString()}"`);
  void reply
    .header('content-type', file.mediaType)
    .header('content-disposition', contentDisposition(file.name))
    .header('accept-ranges', 'bytes')
    .header('etag', `"${file.id.toHexString()}"`);
  if (range === 'unsatisfiable') {
    return reply.status(416).header('content-range', `bytes */${file.size}`).send();
  }
  const { start, end } = range ?? { start: 0, end: file.size };
  if (range) void reply.status(206).header('content-range', `bytes ${start}-${end - 1}/${file.size}`);
  void reply.header('content-length', end - start);
  if (request.method === 'HEAD' || start === end) return reply.send();
  return reply.send(services.exports.files.read(file.id, { start, end }));
}

/** The session or access token that made the link must be active, and a token that comes with the request must be its owner's. */
async function mayDownload(
  { auth }: DownloadDeps['services'],
  { owner }: Pick<Download, 'owner'>,
  request: DownloadRequest,
): Promise<boolean> {
  if (!(await auth.isLive(owner))) return false;
  if (request.headers.authorization === undefined) return true;
  const token = bearerToken(request.raw.headersDistinct.authorization);
  const viewer = token === null ? null : await auth.authenticate(token);
  return viewer?.id === owner.userId;
}
