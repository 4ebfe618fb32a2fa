import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { Page } from './faults.js';

/** Where `npm run build` puts the web app. */
const BUILT = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** The app's pages: all are one document, and the app reads the address. */
const PAGES = [
  '/',
  '/sign-in',
  '/sign-up',
  '/forgot-password',
  '/reset-password',
  '/verify-email',
  '/jobs',
  '/jobs/:id',
  '/library',
  '/library/:id',
  '/templates',
  '/templates/:id',
  '/batches',
  '/batches/:id',
  '/schedules',
  '/schedules/:id',
  '/notifications',
  '/account',
  '/admin',
  '/admin/users',
  '/admin/jobs',
  '/admin/audit',
];

/** Placeholder of the nonce in the built document. */
const NONCE = '__NONCE__';
/** Placeholder of the path of the model's status; replaced by nothing if it is not served. */
const MODEL_STATUS = '__MODEL_STATUS__';
/** Placeholder of whether the server sends mail: `on` or `off`. */
const MAIL = '__MAIL__';

/** Placeholder of whether there is a board of queues: `on` or `off`. */
const QUEUE_BOARD = '__QUEUE_BOARD__';

/** The minimum for the app; styles that the component library adds carry the nonce. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The web app as it was built. */
export interface WebApp {
  page: Page;
}

/** Null if the app has not been built; the API then serves nothing of it. */
export async function loadWebApp({
  modelStatus,
  mail,
  queueBoard,
}: {
  modelStatus: string | null;
  mail: boolean;
  queueBoard: boolean;
}): Promise<WebApp | null> {
  const built = await readFile(`${BUILT}index.html`, 'utf8').catch(() => null);
  if (built === null) return null;
  const document = built
    .replace(MODEL_STATUS, modelStatus ?? '')
    .replace(MAIL, mail ? 'on' : 'off')
    .replace(QUEUE_BOARD, queueBoard ? 'on' : 'off');
  return {
    page(reply, status) {
      const nonce = randomBytes(16).toString('base64');
      return reply
        .status(status)
        .header('content-security-policy', policy(nonce))
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(document.replaceAll(NONCE, nonce));
    },
  };
}

const ROBOTS = 'User-agent: *\nDisallow: /graphql\n';

/** Browsers cache files with a hash in their names indefinitely, and request the document each time. */
export async function serveWebApp(app: FastifyInstance, { page }: WebApp) {
  for (const url of PAGES) app.get(url, (_request, reply) => page(reply, 200));
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: `${BUILT}assets`,
      prefix: '/assets/',
      index: false,
      redirect: false,
      decorateReply: false,
      preCompressed: true,
      immutable: true,
      maxAge: '1y',
    });
    // A shared cache keeps one answer for each encoding.
    scope.addHook('onSend', async (_request, reply) => {
      const vary = reply.getHeader('vary');
      reply.header('vary', vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding');
    });
  });
  const serve = (path: string, type: string, body: string | Buffer) =>
    app.get(path, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=3600').type(type).send(body),
    );
  const icon = await readFile(`${BUILT}favicon.svg`);
  for (const path of ['/favicon.svg', '/favicon.ico']) serve(path, 'image/svg+xml', icon);
  serve('/color-scheme.js', 'text/javascript; charset=utf-8', await readFile(`${BUILT}color-scheme.js`));
  serve('/robots.txt', 'text/plain; charset=utf-8', ROBOTS);
}
