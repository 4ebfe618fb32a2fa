/** What the provider must make of a response. */
export type Outcome =
  | { text: string; finishReason?: 'STOP' | 'LENGTH' }
  | { code: string; retriable: boolean; waitMs?: [min: number, max: number]; message?: RegExp };

/** What a server sends for one request. */
export interface Response {
  /** 200 by default. */
  status?: number;
  /** Beside the usual ones; `content-type` is that of an event stream by default. */
  headers?: Record<string, string>;
  body: string | Buffer;
}

export interface Transcript extends Response {
  name: string;
  /** What the same attempt gets before it asks again. */
  before?: Response[];
  outcome: Outcome;
}

/** A response as it goes over the wire, after which the connection is closed. */
export function bytesOf({ status = 200, headers = {}, body }: Response): Buffer {
  const all = { 'content-type': 'text/event-stream', connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} Status\r\n${lines.join('\r\n')}\r\n\r\n`),
    Buffer.from(body),
  ]);
}

export const event = (data: object | string) =>
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
export const chunk = (delta: object, finish_reason: string | null = null) =>
  event({ object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] });
export const text = (content: unknown, finishReason: string | null = null) =>
  chunk({ content }, finishReason);
export const END = chunk({}, 'stop') + event('[DONE]');
export const stream = (...pieces: string[]) => pieces.map((piece) => text(piece)).join('') + END;
export const json = (body: object) => JSON.stringify(body);
export const JSON_TYPE = { 'content-type': 'application/json' };
export const TEA = stream('Te', 'a');
/** An answer that refuses the request. */
export const refusal = (status: number, body: object, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { ...JSON_TYPE, ...headers },
  body: json(body),
});
/** For getters of a response: counted from when it is sent. */
export const inSeconds = (seconds: number) => Date.now() + seconds * 1_000;
