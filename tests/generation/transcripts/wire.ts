/** What the provider must make of a response. */
export type Outcome =
  | { text: string; finishReason?: 'STOP' | 'LENGTH' }
  | { code: string; retriable: boolean; waitMs?: [min: number, max: number]; message?: RegExp };

export interface Transcript {
  name: string;
  /** 200 by default. */
  status?: number;
  headers?: Record<string, string>;
  body: string | Buffer;
  outcome: Outcome;
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
