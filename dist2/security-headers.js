import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
/** Sends Helmet's headers with every answer. They are the same for all, and made once. */
export function sendSecurityHeaders(app) {
    const socket = new Socket();
    const request = new IncomingMessage(socket);
    const response = new ServerResponse(request);
    helmet()(request, response, (error) => {
        if (error)
            throw error;
    });
    const headers = response.getHeaders();
    socket.destroy();
    app.addHook('onRequest', (_request, reply, done) => {
        reply.headers(headers);
        done();
    });
}
//# sourceMappingURL=security-headers.js.map