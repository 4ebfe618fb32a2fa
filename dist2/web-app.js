import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
/** Where `npm run build` puts the web app. */
const BUILT = fileURLToPath(new URL('../web/dist/', import.meta.url));
/** The app's own pages: each is the one document, and the app reads the address. */
const PAGES = [
    '/',
    '/sign-in',
    '/sign-up',
    '/jobs',
    '/jobs/:id',
    '/library',
    '/library/:id',
    '/notifications',
    '/account',
];
/** Stands in the built document wherever an answer's own number is to be. */
const NONCE = '__NONCE__';
/** What the app needs and no more; styles that the component library adds carry the answer's nonce. */
const policy = (nonce) => [
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
/**
 * The web app: files whose names hold a hash are kept by browsers for ever, the document is asked for each time.
 * Without a build of it (an API that is run alone) nothing is served, and `/` is not there, as any unknown path.
 */
export async function serveWebApp(app) {
    const document = await readFile(`${BUILT}index.html`, 'utf8').catch(() => null);
    if (document === null)
        return;
    for (const url of PAGES) {
        app.get(url, (_request, reply) => {
            const nonce = randomBytes(16).toString('base64');
            return reply
                .header('content-security-policy', policy(nonce))
                .header('cache-control', 'no-cache')
                .type('text/html; charset=utf-8')
                .send(document.replaceAll(NONCE, nonce));
        });
    }
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
    });
    for (const name of ['favicon.svg', 'color-scheme.js']) {
        const file = await readFile(`${BUILT}${name}`);
        const type = name.endsWith('.svg') ? 'image/svg+xml' : 'text/javascript; charset=utf-8';
        app.get(`/${name}`, (_request, reply) => reply.header('cache-control', 'public, max-age=3600').type(type).send(file));
    }
}
//# sourceMappingURL=web-app.js.map