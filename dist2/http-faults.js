import { finished } from 'node:stream';
/** The largest request, in bytes: the longest body of a piece, four bytes a character, and room for the rest. */
export const BODY_LIMIT = 1_000_000;
const fault = (code, message, more = {}) => ({
    errors: [{ message, extensions: { code, ...more } }],
});
/** What goes wrong before GraphQL (a malformed body, one too large, a path that is not there) is answered in its form. */
export function answerFaultsAsGraphQL(app, log) {
    app.setErrorHandler(async (error, request, reply) => {
        const status = error.statusCode ?? 500;
        const scope = { requestId: request.id, log };
        if (status >= 500) {
            scope.log.error({ err: error, requestId: scope.requestId }, 'request failed');
            const { requestId } = scope;
            return reply.status(500).send(fault('INTERNAL_SERVER_ERROR', 'Internal server error', { requestId }));
        }
        const message = status === 413
            ? `The request is larger than ${BODY_LIMIT} bytes.`
            : 'The request is not GraphQL over HTTP.';
        if (status === 413)
            await letFinish(request.raw);
        return reply.status(status).send(fault('BAD_REQUEST', message));
    });
    app.setNotFoundHandler((_request, reply) => reply.status(404).send(fault('NOT_FOUND', 'There is nothing here: the API is at /graphql.')));
    app.route({
        url: '/graphql',
        method: ['PUT', 'PATCH', 'DELETE'],
        handler: (_request, reply) => reply
            .status(405)
            .header('allow', 'GET, POST')
            .send(fault('BAD_REQUEST', 'Use POST, or GET for queries.')),
    });
}
/** How long who is refused may take to read why, in milliseconds. */
const GOODBYE_MS = 1_000;
/** Drops the rest of a request: closed in the middle of sending, a client breaks off before it reads the answer. */
function letFinish(request) {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, GOODBYE_MS);
        finished(request, () => {
            clearTimeout(timer);
            resolve();
        });
        request.resume();
    });
}
const STATUSES = {
    HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers are larger than 16 kB.'],
    ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not arrive in time.'],
};
/** The same for what is no HTTP, has too large headers, or takes too long to arrive: Node asks before any route. */
export function answerBrokenRequest(error, socket) {
    if (error.code === 'ECONNRESET' || !socket.writable)
        return void socket.destroy();
    const [status, message] = STATUSES[error.code ?? ''] ?? ['400 Bad Request', 'The request is not HTTP.'];
    const body = JSON.stringify(fault('BAD_REQUEST', message));
    const type = 'content-type: application/json; charset=utf-8';
    const length = `content-length: ${Buffer.byteLength(body)}`;
    socket.end(`HTTP/1.1 ${status}\r\n${type}\r\n${length}\r\nconnection: close\r\n\r\n${body}`);
    // Who goes on sending is not listened to any longer.
    setTimeout(() => socket.destroy(), GOODBYE_MS).unref();
}
//# sourceMappingURL=http-faults.js.map