import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { UpstreamRequest } from './upstream.js';

/** How the upstream answers one request. Without `chunks`, they are those of `textFor(prompt)`. */
export type Behaviour =
  /**
   * A correct stream. `finishReason: null` omits it, and `done: false` omits `[DONE]`. Each chunk waits for the `until`
   * with its index.
   */
  | {
      kind: 'text';
      chunks?: string[];
      delayMs?: number;
      until?: (index: number) => Promise<void>;
      finishReason?: string | null;
      model?: string;
      done?: boolean;
    }
  /** The whole completion in one `application/json`, although a stream was requested. */
  | { kind: 'json'; text?: string; finishReason?: string | null; model?: string }
  /** Any status. A body that is an object is sent as JSON. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  | { kind: 'redirect'; location: string }
  /** `event` after the chunks, inside the stream, such as `{ error: … }` or the form of a provider. */
  | { kind: 'errorInStream'; event: object; chunks?: string[] }
  /** The socket is destroyed after these chunks and `until`. Without chunks: right after the headers. */
  | { kind: 'breakAfter'; chunks: string[]; until?: Promise<void> }
  /** Silence for ever after these chunks. Without chunks: right after the headers. */
  | { kind: 'stallAfter'; chunks: string[] }
  /** The request is accepted and never answered, not even with headers. */
  | { kind: 'silent' }
  /** A chunk of text, or a comment, at an interval and without an end. */
  | { kind: 'trickle'; everyMs: number; what: 'text' | 'comments' }
  /** Any bytes, in these pieces, and then the end. */
  | { kind: 'raw'; pieces: (string | Uint8Array)[]; contentType?: string; status?: number; delayMs?: number }
  /** 200 with a web page. */
  | { kind: 'html' }
  /** A stream of events with an empty `choices`. */
  | { kind: 'emptyChoices' }
  /** An event with truncated JSON. */
  | { kind: 'malformed' }
  /** Invalid UTF-8 inside an event. */
  | { kind: 'invalidUtf8' }
  | Hold;

/** Streams `before`, waits for the test’s `release()`, streams `after` and ends correctly. */
export interface Hold {
  kind: 'hold';
  before: string[];
  /** The default is the chunks of `textFor(prompt)`. */
  after: string[] | undefined;
  released: Promise<void>;
  release: () => void;
}

/** @param before without any, not even the headers are sent before `release()`. */
export function hold({ before = [], after }: { before?: string[]; after?: string[] } = {}): Hold {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { kind: 'hold', before, after, released, release };
}

/** The text that the upstream writes for a prompt by default. */
export function textFor(prompt: string): string {
  return `A text about: ${prompt}`;
}

/** One event of a stream as it is sent. */
export function frame(event: object | string): string {
  return `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`;
}

interface Exchange {
  response: ServerResponse;
  request: UpstreamRequest;
  /** Aborted when the connection is closed, so that no wait outlives it. */
  gone: AbortSignal;
}

/** Sends the response. Returns when nothing is left to do, which may leave the connection open. */
export async function play(behaviour: Behaviour, exchange: Exchange): Promise<void> {
  const { response, request, gone } = exchange;
  const own = inPieces(textFor(request.prompt));
  switch (behaviour.kind) {
    case 'text': {
      const { chunks = own, finishReason = 'stop', done = true, delayMs = 0, until } = behaviour;
      const model = behaviour.model ?? request.body.model;
      openStream(response);
      for (const [index, content] of chunks.entries()) {
        if (delayMs > 0) await wait(delayMs, undefined, { signal: gone });
        await until?.(index);
        response.write(frame(chunk({ content }, null, model)));
      }
      if (finishReason !== null) response.write(frame(chunk({}, finishReason, model)));
      response.end(done ? frame('[DONE]') : undefined);
      return;
    }
    case 'json': {
      const { text = own.join(''), finishReason = 'stop', model = request.body.model } = behaviour;
      const message = { role: 'assistant', content: text };
      const choices = [{ index: 0, message, finish_reason: finishReason }];
      sendJson(response, 200, { object: 'chat.completion', model, choices });
      return;
    }
    case 'status':
      sendJson(response, behaviour.status, behaviour.body ?? '', behaviour.headers);
      return;
    case 'redirect':
      response.writeHead(307, { location: behaviour.location }).end();
      return;
    case 'errorInStream':
      streamChunks(response, behaviour.chunks ?? own);
      response.end(frame(behaviour.event) + frame('[DONE]'));
      return;
    case 'breakAfter':
      streamChunks(response, behaviour.chunks);
      await behaviour.until;
      // Once this is written, the client has had its chance to read the chunks.
      response.write(': about to break\n\n', () => response.destroy());
      return;
    case 'stallAfter':
      streamChunks(response, behaviour.chunks);
      return;
    case 'silent':
      return;
    case 'trickle':
      openStream(response);
      for (;;) {
        response.write(behaviour.what === 'text' ? frame(chunk({ content: 'on ' })) : ': still here\n\n');
        await wait(behaviour.everyMs, undefined, { signal: gone });
      }
    case 'raw':
      openStream(response, behaviour.contentType, behaviour.status);
      for (const piece of behaviour.pieces) {
        response.write(piece);
        await wait(behaviour.delayMs ?? 0, undefined, { signal: gone });
      }
      response.end();
      return;
    case 'html':
      openStream(response, 'text/html; charset=utf-8');
      response.end('<!doctype html><title>Sign in to the network</title>');
      return;
    case 'emptyChoices':
      openStream(response);
      response.end(frame({ choices: [] }) + frame({ choices: [] }) + frame('[DONE]'));
      return;
    case 'malformed':
      openStream(response);
      response.end(frame(JSON.stringify(chunk({ content: own.join('') })).slice(0, -9)) + frame('[DONE]'));
      return;
    case 'invalidUtf8': {
      openStream(response);
      const [before = '', after = ''] = frame(chunk({ content: '|' })).split('|');
      response.write(before);
      response.write(Uint8Array.of(0xc3, 0x28));
      response.end(after + frame(chunk({}, 'stop')) + frame('[DONE]'));
      return;
    }
    case 'hold':
      if (behaviour.before.length > 0) streamChunks(response, behaviour.before);
      await behaviour.released;
      streamChunks(response, behaviour.after ?? own);
      response.end(frame(chunk({}, 'stop')) + frame('[DONE]'));
      return;
  }
}

/** About four pieces, split between characters. */
function inPieces(text: string): string[] {
  const characters = Array.from(text);
  const size = Math.ceil(characters.length / 4);
  return [0, 1, 2, 3].map((part) => characters.slice(part * size, (part + 1) * size).join(''));
}

function chunk(delta: { content?: string }, finishReason: string | null = null, model = 'upstream-model') {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
}

function openStream(response: ServerResponse, contentType = 'text/event-stream', status = 200): void {
  response.writeHead(status, { 'content-type': contentType }).flushHeaders();
}

function streamChunks(response: ServerResponse, chunks: string[]): void {
  if (!response.headersSent) openStream(response);
  for (const content of chunks) response.write(frame(chunk({ content })));
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
