import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';

/** Clients revalidate their copy at each poll, and proxies store none. */
const REVALIDATE = 'private, no-cache';

/**
 * Gives each query by GET an entity tag, over its data alone: what is left of rate limits differs each time, which is
 * why the tag is weak. An answer with an error has none, and is not kept: the next one may be without.
 */
export const entityTags: ApolloServerPlugin = {
  async requestDidStart({ request }) {
    if (request.http?.method !== 'GET') return undefined;
    return {
      async willSendResponse({ response: { http, body } }) {
        if (body.kind !== 'single') return;
        const { data, errors } = body.singleResult;
        if (errors || !data) {
          http.headers.set('cache-control', 'no-store');
          return;
        }
        const hash = createHash('sha256').update(JSON.stringify(data)).digest('base64url').slice(0, 27);
        http.headers.set('etag', `W/"${hash}"`);
        http.headers.set('cache-control', REVALIDATE);
      },
    };
  },
};

/** Answers 304 where the client has the same data already (RFC 9110, 13.1.2). Before the plugin that compresses. */
export function answerNotModified(scope: FastifyInstance) {
  scope.addHook('onSend', (request, reply, payload, done) => {
    const tag = reply.getHeader('etag');
    const wanted = request.headers['if-none-match'];
    if (typeof tag !== 'string' || wanted === undefined || reply.statusCode !== 200)
      return done(null, payload);
    if (!matches(wanted, tag)) return done(null, payload);
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, '');
  });
}

/** Compares weakly: proxies that compress mark tags as weak. */
function matches(wanted: string, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return wanted.trim() === '*' || wanted.split(',').some((each) => opaque(each) === opaque(tag));
}
