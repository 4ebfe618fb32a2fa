import type { Duplex } from 'node:stream';

/** How long a refused client may take to read the answer, in milliseconds. */
const READ_LIMIT_MS = 1_000;

/** Answers an upgrade with a status, in GraphQL's form, and ends the connection. */
export function refuseUpgrade(
  stream: Duplex,
  status: '403 Forbidden' | '404 Not Found',
  code: string,
  message: string,
) {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  // An error without a listener would end the process.
  stream.on('error', () => stream.destroy());
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => stream.destroy(), READ_LIMIT_MS).unref();
}
