import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Writes these bytes to a server and returns the bytes of the responses, one request after the other on one connection.
 * A response ends by its `content-length`, or with the connection.
 */
export async function exchange(url: string, ...requests: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  socket.on('error', () => {});
  await once(socket, 'connect');
  let answered = '';
  for (const request of requests) {
    const from = answered.length;
    socket.write(request);
    while (!isWhole(answered.slice(from))) {
      const data = await Promise.race([
        once(socket, 'data').then(([bytes]) => String(bytes)),
        once(socket, 'close').then(() => null),
      ]);
      if (data === null) return answered;
      answered += data;
    }
  }
  socket.destroy();
  return answered;
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /^content-length: (\d+)$/im.exec(answer.slice(0, end))?.[1];
  // An upgrade, or no length: what follows the headers is not part of the response.
  return length === undefined || Buffer.byteLength(answer.slice(end + 4)) >= Number(length);
}
