/** How long who is refused may take to read why, in milliseconds. */
const GOODBYE_MS = 1_000;
/**
 * Whether a page of this origin may open a socket: browsers send cookies and let any page connect, and the list of
 * CORS doesn't reach WebSockets by itself. Who sends no origin is no browser.
 */
export function originAllowed({ headers }, corsOrigins) {
    const { origin, host } = headers;
    if (origin === undefined || corsOrigins.includes(origin))
        return true;
    // A page that this server gave out itself.
    return URL.canParse(origin) && new URL(origin).host === host;
}
/** Answers an upgrade with a status, in GraphQL's form, and ends the connection. */
export function refuseUpgrade(stream, status, code, message) {
    const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
    const head = [
        `HTTP/1.1 ${status}`,
        'content-type: application/json; charset=utf-8',
        `content-length: ${Buffer.byteLength(body)}`,
        'connection: close',
    ];
    // A connection that breaks now has nobody else who listens, and would end the process.
    stream.on('error', () => stream.destroy());
    stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    setTimeout(() => stream.destroy(), GOODBYE_MS).unref();
}
//# sourceMappingURL=upgrade.js.map