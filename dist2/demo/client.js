import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
/** An answer with errors in it; `codes` are their `extensions.code`. */
export class GraphQLRequestError extends Error {
    constructor(errors) {
        super(errors.map(({ message, extensions }) => `${message} (${String(extensions?.code)})`).join('; '));
        this.errors = errors;
        this.name = 'GraphQLRequestError';
        this.codes = errors.map(({ extensions }) => extensions?.code);
    }
}
/** @param url of the GraphQL endpoint, `http://…/graphql` */
export function createApiClient(url, token) {
    let socket;
    return {
        async request(document, variables) {
            const response = await fetch(url, {
                method: 'POST',
                headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
                body: JSON.stringify({ query: print(document), variables }),
            });
            const result = (await response.json());
            if (result.errors)
                throw new GraphQLRequestError(result.errors);
            return result.data;
        },
        subscribe(document, variables) {
            socket ??= createClient({
                url: url.replace(/^http/, 'ws'),
                webSocketImpl: WebSocket,
                connectionParams: token ? { Authorization: `Bearer ${token}` } : {},
                retryAttempts: 10,
            });
            return socket.iterate({ query: print(document), variables });
        },
        as: (otherToken) => createApiClient(url, otherToken),
        async close() {
            await socket?.dispose();
        },
    };
}
//# sourceMappingURL=client.js.map