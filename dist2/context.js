import { createLoaders } from './loaders.js';
/**
 * Counts one request and builds its context; the same for HTTP and for each operation over a WebSocket.
 * @throws RATE_LIMITED
 */
export async function createContext(deps, incoming) {
    const { services, rateLimits } = deps;
    const viewer = incoming.token ? await services.auth.authenticate(incoming.token) : null;
    const limits = rateLimits.of({ userId: viewer?.id ?? null, address: incoming.address });
    await limits.admit();
    return new RequestContext(deps, incoming, viewer, limits);
}
/** Small, as each subscription holds one for as long as it lasts. */
class RequestContext {
    constructor(deps, { requestId, userAgent }, viewer, limits) {
        this.deps = deps;
        this.viewer = viewer;
        this.limits = limits;
        this.requestId = requestId;
        this.userAgent = userAgent;
    }
    get auth() {
        return this.deps.services.auth;
    }
    get contents() {
        return this.deps.services.contents;
    }
    get generation() {
        return this.deps.services.generation;
    }
    /** Most requests log nothing, and have no logger made. */
    get log() {
        return this.deps.log.child({ requestId: this.requestId });
    }
    get loaders() {
        this.loadersMade ??= createLoaders(this.deps.services);
        return this.loadersMade;
    }
    forgetLoaded() {
        this.loadersMade = undefined;
    }
}
/** The token of the one `Authorization: Bearer …` header, or null: of two, nobody can say which is meant. */
export function bearerToken(headers) {
    const [header, more] = headers ?? [];
    return header === undefined || more !== undefined ? null : (/^Bearer ([\w.-]+)$/.exec(header)?.[1] ?? null);
}
/**
 * The token of a graphql-ws `connection_init` payload: `Authorization` or `authorization` (with or without
 * `Bearer`), or `token`. Undefined where none of them is there, which makes an anonymous connection.
 */
export function connectionToken(params) {
    const value = params?.Authorization ?? params?.authorization ?? params?.token;
    if (value === undefined || value === null || value === '')
        return undefined;
    return typeof value === 'string' ? value.replace(/^Bearer /, '') : '';
}
//# sourceMappingURL=context.js.map