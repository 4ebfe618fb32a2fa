import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SimulatedHub {
  url: string;
  /** The ETag of the hub. */
  sha256: string;
  /** The Range header of each request, or ''. */
  ranges: string[];
}

export interface HubOptions {
  content: Buffer;
  etag?: string;
  /** Breaks the first responses off after this many bytes each. */
  breaks?: number[];
  /** Sends the second half when this resolves. */
  until?: Promise<void>;
  /** Ignores ranges. */
  wholeOnly?: boolean;
  /** Does not respond at all, or responds with this status. */
  status?: number | 'silent';
}

/** A file hub with Range and If-Range, as the model’s hub and its mirrors work, with the requested faults. */
export async function startHub(options: HubOptions): Promise<SimulatedHub> {
  const { content, etag = '"one"', breaks = [], until, wholeOnly = false, status } = options;
  const ranges: string[] = [];
  const left = [...breaks];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (status === 'silent') return;
    ranges.push(request.headers.range ?? '');
    if (status) return void response.writeHead(status).end();
    const same = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const from = wholeOnly || !same ? 0 : Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const body = content.subarray(from);
    response.writeHead(from > 0 ? 206 : 200, {
      etag,
      'content-length': body.length,
      ...(from > 0 && { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }),
    });
    const limit = left.shift();
    if (limit !== undefined) {
      response.flushHeaders();
      if (limit > 0) response.write(body.subarray(0, limit));
      // After a delay, because the reader discards its buffered bytes when the connection breaks.
      setTimeout(() => response.destroy(), limit > 0 ? 400 : 0);
      return;
    }
    response.write(body.subarray(0, body.length / 2));
    await until;
    response.end(body.subarray(body.length / 2));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`,
    sha256: createHash('sha256').update(content).digest('hex'),
    ranges,
  };
}
