import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';

/** Proxies close a connection on which nothing is sent, often after 30 s. In milliseconds. */
const KEEP_ALIVE_MS = 12_000;
/** How long a client waits before it connects again, in milliseconds. */
const RETRY_MS = 1_000;

/** `no-transform` and `X-Accel-Buffering` keep proxies from collecting events before they pass them on. */
const HEADERS: OutgoingHttpHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** One response of server-sent events, from its first byte to its end. */
export class StreamWriter {
  private keepAlive: NodeJS.Timeout | undefined;
  private endings: readonly (() => void)[] = [];
  /** Resumes the write that waits for the client to read. */
  private resume: (() => void) | undefined;
  private over = false;
  /** Since when it has unsent data, in milliseconds; null if it has none. */
  private waitingSince: number | null = null;

  constructor(private readonly response: ServerResponse) {
    response.once('close', () => this.finish());
    // A write that meets a broken connection; an error without a listener would end the process.
    response.on('error', () => this.finish());
  }

  /** Whether nothing can be sent any more. */
  get ended(): boolean {
    return this.over;
  }

  /** Sends the headers and the start of the stream, before the first event. */
  open(headers: OutgoingHttpHeaders, cursor: string | null = null) {
    if (this.over) return;
    this.response.writeHead(200, { ...headers, ...HEADERS });
    const start = cursor === null ? '' : `id: ${cursor}\n`;
    // The comment is for browsers that report no open stream before the first byte of the body.
    this.response.write(`:\n\nretry: ${RETRY_MS}\n${start}\n`);
    this.keepAlive = setInterval(() => this.response.write(':\n\n'), KEEP_ALIVE_MS).unref();
  }

  /** Sends a result. Resolves when the next one may be sent: once the client has read this one, or is gone. */
  async next(result: FormattedExecutionResult, cursor: string | null = null): Promise<void> {
    if (this.over) return;
    const id = cursor === null ? '' : `id: ${cursor}\n`;
    if (this.response.write(`${id}event: next\ndata: ${JSON.stringify(result)}\n\n`)) return;
    // Not by `onEnd`, which keeps its callbacks until the stream ends.
    await new Promise<void>((resolve) => {
      this.resume = resolve;
      this.response.once('drain', resolve);
    });
  }

  /** Sends `complete`, after which clients do not connect again, and ends the response. */
  complete() {
    if (this.over) return;
    this.response.end('event: complete\ndata:\n\n');
    this.finish();
  }

  /** Ends the response without `complete`: clients connect again. */
  end() {
    if (this.over) return;
    if (!this.response.headersSent) this.response.writeHead(200, { ...HEADERS, connection: 'close' });
    this.response.end();
    this.finish();
  }

  /** Ends a stream whose client has not read what was sent for `limitMs`; called every second. */
  endIfSlow(now: number, limitMs: number) {
    if (this.response.writableLength === 0) this.waitingSince = null;
    else {
      this.waitingSince ??= now;
      if (now - this.waitingSince < limitMs) return;
      this.response.destroy();
      this.finish();
    }
  }

  /** Calls back once, when either side ends the stream; at once if it has ended. */
  onEnd(callback: () => void) {
    if (this.over) callback();
    else this.endings = [...this.endings, callback];
  }

  private finish() {
    if (this.over) return;
    this.over = true;
    clearInterval(this.keepAlive);
    this.resume?.();
    for (const callback of this.endings) callback();
  }
}
